package org.paceline.utcp.tcp;

import java.nio.ByteBuffer;

/**
 * Bytes that the application wrote and the peer has not acknowledged, a ring of fixed size.
 *
 * <p>One thread appends, another one (the stack's) copies out and releases: the only boundary between threads in the
 * stack. Positions are counted in bytes since the connection began. When the ring is full, {@link #append} takes less.
 */
public final class SendBuffer {
    private final byte[] ring;
    private final int mask;

    /** Written by the application's thread only. */
    private volatile long appended;

    /** Written by the stack's thread only. */
    private volatile long released;

    /** @param capacityBytes rounded up to a power of two */
    SendBuffer(int capacityBytes) {
        ring = new byte[RingSize.atLeast(capacityBytes)];
        mask = ring.length - 1;
    }

    int capacityBytes() {
        return ring.length;
    }

    /** Application's side: takes as many bytes as there is room for, and returns how many. */
    public int append(byte[] source, int offset, int lengthBytes) {
        long end = appended;
        int taken = (int) Math.min(lengthBytes, ring.length - (end - released));
        int at = (int) end & mask;
        int first = Math.min(taken, ring.length - at);
        System.arraycopy(source, offset, ring, at, first);
        System.arraycopy(source, offset + first, ring, 0, taken - first);
        appended = end + taken;
        return taken;
    }

    /** Application's side: room for {@link #append}. */
    public int freeBytes() {
        return (int) (ring.length - (appended - released));
    }

    /** Stack's side: end of what may be sent. */
    long appendedBytes() {
        return appended;
    }

    long releasedBytes() {
        return released;
    }

    /** Stack's side: copies bytes from a position on into a frame. */
    void copy(long position, int lengthBytes, ByteBuffer frame, int frameOffset) {
        int at = (int) position & mask;
        int first = Math.min(lengthBytes, ring.length - at);
        frame.put(frameOffset, ring, at, first);
        if (first < lengthBytes) {
            frame.put(frameOffset + first, ring, 0, lengthBytes - first);
        }
    }

    /** Stack's side: the oldest bytes are acknowledged and make room. */
    void release(int lengthBytes) {
        long start = released;
        released = start + lengthBytes;
    }
}
