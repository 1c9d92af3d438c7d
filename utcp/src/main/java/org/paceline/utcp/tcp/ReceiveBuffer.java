package org.paceline.utcp.tcp;

import java.nio.ByteBuffer;

/**
 * Bytes that have arrived and the application has not read, a ring of fixed size.
 *
 * <p>The stack's thread places bytes, also out of order, and publishes what is in order; the application's thread reads
 * and so makes room. Bytes out of order stand beyond the published end, where only {@link Reassembly} knows of them.
 */
public final class ReceiveBuffer {
    private final byte[] ring;
    private final int mask;

    /** Written by the stack's thread only. */
    private volatile long published;

    /** Written by the application's thread only. */
    private volatile long consumed;

    /** @param capacityBytes rounded up to a power of two */
    ReceiveBuffer(int capacityBytes) {
        ring = new byte[RingSize.atLeast(capacityBytes)];
        mask = ring.length - 1;
    }

    int capacityBytes() {
        return ring.length;
    }

    /** Stack's side: room beyond what is in order and unread. */
    int freeBytes() {
        return (int) (ring.length - (published - consumed));
    }

    /**
     * Stack's side: places bytes {@code ahead} bytes beyond the published end.
     *
     * @throws IllegalArgumentException when they do not fit; the caller trims to the window first
     */
    void place(int ahead, ByteBuffer frame, int frameOffset, int lengthBytes) {
        if (ahead < 0 || ahead + lengthBytes > freeBytes()) {
            throw new IllegalArgumentException(lengthBytes + " bytes at " + ahead + " do not fit into " + freeBytes());
        }
        int at = (int) (published + ahead) & mask;
        int first = Math.min(lengthBytes, ring.length - at);
        frame.get(frameOffset, ring, at, first);
        if (first < lengthBytes) {
            frame.get(frameOffset + first, ring, 0, lengthBytes - first);
        }
    }

    /** Stack's side: so many placed bytes are in order now. */
    void publish(int lengthBytes) {
        long end = published;
        published = end + lengthBytes;
    }

    /** Bytes that {@link #take} would return now. */
    public int readableBytes() {
        return (int) (published - consumed);
    }

    /** Application's side: moves up to {@code lengthBytes} out, and returns how many. */
    public int take(byte[] target, int offset, int lengthBytes) {
        long start = consumed;
        int taken = (int) Math.min(lengthBytes, published - start);
        int at = (int) start & mask;
        int first = Math.min(taken, ring.length - at);
        System.arraycopy(ring, at, target, offset, first);
        System.arraycopy(ring, 0, target, offset + first, taken - first);
        consumed = start + taken;
        return taken;
    }
}
