package org.paceline.probe.capture;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a capture file in exact pieces and says where it broke. Not thread-safe. */
final class BlockSource implements Closeable {
    private static final int READ_AHEAD_BYTES = 1 << 16;
    private static final int MAGIC_BYTES = 4;

    /** RFC 1952 2.3.1. */
    private static final byte GZIP_FIRST = 0x1F;

    private static final byte GZIP_SECOND = (byte) 0x8B;

    private final Path file;
    private final InputStream input;
    private final byte[] chunk = new byte[CaptureReader.MAX_BLOCK_BYTES];
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private long offsetBytes;

    BlockSource(Path file) throws IOException {
        this.file = file;
        this.input = plain(new BufferedInputStream(Files.newInputStream(file), READ_AHEAD_BYTES));
    }

    /** A compressed capture is read as if it were none. */
    private static InputStream plain(InputStream input) throws IOException {
        input.mark(2);
        byte[] magic = input.readNBytes(2);
        input.reset();
        boolean compressed = magic.length == 2 && magic[0] == GZIP_FIRST && magic[1] == GZIP_SECOND;
        return compressed
                ? new BufferedInputStream(new GZIPInputStream(input, READ_AHEAD_BYTES), READ_AHEAD_BYTES)
                : input;
    }

    /** The first four bytes in big-endian order, left in place; 0 when the file is shorter. */
    int peekMagic() throws IOException {
        input.mark(MAGIC_BYTES);
        byte[] magic = input.readNBytes(MAGIC_BYTES);
        input.reset();
        return magic.length < MAGIC_BYTES ? 0 : ByteBuffer.wrap(magic).getInt();
    }

    void order(ByteOrder fileOrder) {
        order = fileOrder;
    }

    ByteOrder order() {
        return order;
    }

    /**
     * Fills {@code target} from index 0, in the order of the file.
     *
     * @return false when the file ended before the first byte
     */
    boolean fill(ByteBuffer target, int lengthBytes) throws IOException {
        int read;
        try {
            read = input.readNBytes(chunk, 0, lengthBytes);
        } catch (EOFException | ZipException broken) {
            throw malformed("the compressed data end or break here");
        }
        target.put(0, chunk, 0, read);
        offsetBytes += read;
        target.order(order);
        if (read == 0 && lengthBytes > 0) {
            return false;
        }
        if (read < lengthBytes) {
            throw malformed("ends in the middle of a block; it was cut off while being written");
        }
        return true;
    }

    /** As {@link #fill}, where the file must not end. */
    void require(ByteBuffer target, int lengthBytes) throws IOException {
        if (!fill(target, lengthBytes) && lengthBytes > 0) {
            throw malformed("ends in the middle of a block; it was cut off while being written");
        }
    }

    MalformedCaptureException malformed(String what) {
        return new MalformedCaptureException(file + " at byte " + offsetBytes + ": " + what);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
