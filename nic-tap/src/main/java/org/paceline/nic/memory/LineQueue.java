package org.paceline.nic.memory;

import java.util.Arrays;

/**
 * Drop-tail queue before a line, kept as the times at which its frames will have left. First in, first out; a frame
 * counts until its last bit is on the line. Bounded in packets and bytes: what does not fit is the caller's to drop.
 */
final class LineQueue {
    private static final int FIRST_CAPACITY = 64;

    private final int limitPackets;
    private final long limitBytes;
    private long[] leavesNs;
    private int[] lengthsBytes;
    private int head;
    private int packets;
    private long bytes;

    LineQueue(int limitPackets, long limitBytes) {
        this.limitPackets = limitPackets;
        this.limitBytes = limitBytes;
        leavesNs = new long[Math.min(limitPackets, FIRST_CAPACITY)];
        lengthsBytes = new int[leavesNs.length];
    }

    /** Forgets the frames that have left by {@code nowNs}. */
    void drain(long nowNs) {
        while (packets > 0 && leavesNs[head] <= nowNs) {
            bytes -= lengthsBytes[head];
            head = head + 1 == leavesNs.length ? 0 : head + 1;
            packets--;
        }
    }

    boolean hasRoom(int lengthBytes) {
        return packets < limitPackets && lengthBytes <= limitBytes - bytes;
    }

    /** Puts a frame for which there is room at the tail; it leaves no earlier than the one before it. */
    void add(long leaveNs, int lengthBytes) {
        if (packets == leavesNs.length) {
            grow();
        }
        int tail = head + packets;
        int index = tail < leavesNs.length ? tail : tail - leavesNs.length;
        leavesNs[index] = leaveNs;
        lengthsBytes[index] = lengthBytes;
        packets++;
        bytes += lengthBytes;
    }

    /** When the frame at the head will have left; {@link Long#MAX_VALUE} when none stands here. */
    long nextLeaveNs() {
        return packets == 0 ? Long.MAX_VALUE : leavesNs[head];
    }

    int packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    private void grow() {
        int capacity = (int) Math.min(limitPackets, 2L * leavesNs.length);
        long[] times = Arrays.copyOf(leavesNs, capacity);
        int[] lengths = Arrays.copyOf(lengthsBytes, capacity);
        // unrolled from the head on: the ring is full whenever it grows
        int toEnd = leavesNs.length - head;
        System.arraycopy(leavesNs, head, times, 0, toEnd);
        System.arraycopy(leavesNs, 0, times, toEnd, head);
        System.arraycopy(lengthsBytes, head, lengths, 0, toEnd);
        System.arraycopy(lengthsBytes, 0, lengths, toEnd, head);
        leavesNs = times;
        lengthsBytes = lengths;
        head = 0;
    }
}
