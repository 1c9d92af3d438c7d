package org.paceline.cli.differential;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A stream of bytes that a seed names: written whole, read whole, and told by length and hash so that two ends compare.
 */
final class Text {
    private static final int CHUNK_BYTES = 64 << 10;

    /** Enough of the hash to tell two streams apart by eye. */
    private static final int SHOWN_BYTES = 6;

    private Text() {}

    /** Some round trips between two bytes of those that wait for a reset, and more of them than any path loses. */
    private static final long PROBE_REST_NS = 20_000_000;

    private static final int PROBES = 1_000;

    /** How fast one end is: so many bytes at a time, with a rest after each. */
    record Pace(int chunkBytes, long restNs) {
        static final Pace FULL = new Pace(CHUNK_BYTES, 0);

        private void rest() {
            if (restNs > 0) {
                LockSupport.parkNanos(restNs);
            }
        }
    }

    /** Writes the whole stream. */
    static void write(End end, long seed, long lengthBytes, Pace pace) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] chunk = new byte[pace.chunkBytes()];
        for (long left = lengthBytes; left > 0; ) {
            int bytes = (int) Math.min(left, chunk.length);
            fill(random, chunk);
            end.write(chunk, 0, bytes);
            left -= bytes;
            pace.rest();
        }
    }

    /** What reading that stream to its end must give. */
    static String expected(long seed, long lengthBytes, Pace writersPace) {
        SplittableRandom random = new SplittableRandom(seed);
        MessageDigest digest = sha256();
        byte[] chunk = new byte[writersPace.chunkBytes()];
        for (long left = lengthBytes; left > 0; left -= chunk.length) {
            fill(random, chunk);
            digest.update(chunk, 0, (int) Math.min(left, chunk.length));
        }
        return told(lengthBytes, digest, "end");
    }

    /** Reads until the stream ends, however it does, and tells what came and how it ended. */
    static String readToEnd(End end, Pace pace) {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[pace.chunkBytes()];
        long receivedBytes = 0;
        while (true) {
            int bytes;
            try {
                bytes = end.read(chunk, 0, chunk.length);
            } catch (SocketTimeoutException silence) {
                return told(receivedBytes, digest, "silence");
            } catch (IOException broken) {
                return told(receivedBytes, digest, "reset");
            }
            if (bytes < 0) {
                return told(receivedBytes, digest, "end");
            }
            digest.update(chunk, 0, bytes);
            receivedBytes += bytes;
            pace.rest();
        }
    }

    /**
     * Writes byte after byte until the connection breaks, and tells how it ended. A RST that the path loses does not
     * come again by itself, but every further byte brings another one.
     */
    static String writeUntilReset(End end) {
        byte[] probe = new byte[1];
        for (int probes = 0; probes < PROBES; probes++) {
            try {
                end.write(probe, 0, 1);
            } catch (IOException broken) {
                return "reset";
            }
            LockSupport.parkNanos(PROBE_REST_NS);
        }
        return "silence";
    }

    /** Reads exactly so many bytes. */
    static void readFully(End end, byte[] target, int lengthBytes) throws IOException {
        int got = 0;
        while (got < lengthBytes) {
            int bytes = end.read(target, got, lengthBytes - got);
            if (bytes < 0) {
                throw new IOException("the stream ended after " + got + " of " + lengthBytes + " bytes");
            }
            got += bytes;
        }
    }

    private static void fill(SplittableRandom random, byte[] chunk) {
        random.nextBytes(chunk);
    }

    private static String told(long bytes, MessageDigest digest, String ending) {
        byte[] hash = digest.digest();
        return bytes + " bytes " + HexFormat.of().formatHex(hash, 0, SHOWN_BYTES) + ", " + ending;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
