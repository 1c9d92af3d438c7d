package org.paceline.nic.decorate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Frames on their way from the thread that saw them to the thread that writes them: a ring of bytes, without locks.
 *
 * <p>One thread calls {@link #offer}, one calls {@link #drain}. A frame that finds no room is not taken; nobody waits.
 */
final class FrameSpool {
    /** Where drained frames go. */
    interface Sink {
        void take(
                int interfaceNumber,
                FrameDirection direction,
                long timeNs,
                ByteBuffer bytes,
                int offset,
                int storedBytes,
                int lengthBytes)
                throws IOException;
    }

    /** Record header: time, bytes stored, bytes on the wire, interface, direction. */
    private static final int TIME = 0;

    private static final int STORED = 8;
    private static final int LENGTH = 12;
    private static final int INTERFACE = 16;
    private static final int DIRECTION = 20;
    private static final int HEADER_BYTES = 24;

    /** In place of the bytes stored: the ring goes on at its beginning. */
    private static final int WRAP = -1;

    private final ByteBuffer ring;
    private final int mask;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong drained = new AtomicLong();
    private long drainedSeen;

    /** @param sizeBytes a power of two */
    FrameSpool(int sizeBytes) {
        if (sizeBytes < HEADER_BYTES || Integer.bitCount(sizeBytes) != 1) {
            throw new IllegalArgumentException(sizeBytes + " bytes are no power of two that holds a frame");
        }
        ring = ByteBuffer.allocateDirect(sizeBytes);
        mask = sizeBytes - 1;
    }

    /** False when there is no room for the frame. */
    boolean offer(
            int interfaceNumber,
            FrameDirection direction,
            long timeNs,
            ByteBuffer frame,
            int storedBytes,
            int lengthBytes) {
        long position = written.getPlain();
        int recordBytes = recordBytes(storedBytes);
        int endBytes = ring.capacity() - ((int) position & mask);
        int skippedBytes = endBytes < recordBytes ? endBytes : 0;
        if (!roomFor(position, (long) skippedBytes + recordBytes)) {
            return false;
        }
        if (skippedBytes > 0) {
            // too near the end for a header it needs no mark: the reader sees that for itself
            if (skippedBytes >= HEADER_BYTES) {
                ring.putInt(((int) position & mask) + STORED, WRAP);
            }
            position += skippedBytes;
        }
        int record = (int) position & mask;
        ring.putLong(record + TIME, timeNs).putInt(record + STORED, storedBytes).putInt(record + LENGTH, lengthBytes);
        ring.putInt(record + INTERFACE, interfaceNumber).putInt(record + DIRECTION, direction.flag());
        ring.put(record + HEADER_BYTES, frame, 0, storedBytes);
        written.setRelease(position + recordBytes);
        return true;
    }

    /** Hands over what has been written so far; the number of frames. */
    int drain(Sink sink) throws IOException {
        long end = written.getAcquire();
        long position = drained.getPlain();
        int frames = 0;
        while (position < end) {
            int record = (int) position & mask;
            int endBytes = ring.capacity() - record;
            if (endBytes < HEADER_BYTES || ring.getInt(record + STORED) == WRAP) {
                position += endBytes;
            } else {
                position += pass(record, sink);
                frames++;
            }
            drained.setRelease(position);
        }
        return frames;
    }

    private int pass(int record, Sink sink) throws IOException {
        int storedBytes = ring.getInt(record + STORED);
        sink.take(
                ring.getInt(record + INTERFACE),
                FrameDirection.ofFlag(ring.getInt(record + DIRECTION)),
                ring.getLong(record + TIME),
                ring,
                record + HEADER_BYTES,
                storedBytes,
                ring.getInt(record + LENGTH));
        return recordBytes(storedBytes);
    }

    private boolean roomFor(long position, long bytes) {
        if (position + bytes - drainedSeen > ring.capacity()) {
            drainedSeen = drained.getAcquire();
        }
        return position + bytes - drainedSeen <= ring.capacity();
    }

    /** Records begin at multiples of eight. */
    private static int recordBytes(int storedBytes) {
        return (HEADER_BYTES + storedBytes + 7) & ~7;
    }
}
