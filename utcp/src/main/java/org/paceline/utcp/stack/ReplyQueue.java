package org.paceline.utcp.stack;

import java.nio.ByteBuffer;

/** Frames that answer other frames and belong to no connection, until the next transmit. Bounded; full, it refuses. */
final class ReplyQueue {
    /** As many as a burst of pings or stray segments deserves; the rest is dropped and counted. */
    private static final int MAX_REPLIES = 64;

    private final ByteBuffer[] frames = new ByteBuffer[MAX_REPLIES];
    private final int[] lengths = new int[MAX_REPLIES];
    private int head;
    private int replies;

    ReplyQueue(int frameBytes) {
        for (int slot = 0; slot < MAX_REPLIES; slot++) {
            frames[slot] = ByteBuffer.allocate(frameBytes);
        }
    }

    boolean full() {
        return replies == MAX_REPLIES;
    }

    boolean empty() {
        return replies == 0;
    }

    /** The frame to fill for the next reply; {@link #add} puts it in line. Not to be asked of a full queue. */
    ByteBuffer next() {
        return frames[(head + replies) % MAX_REPLIES];
    }

    void add(int lengthBytes) {
        lengths[(head + replies) % MAX_REPLIES] = lengthBytes;
        replies++;
    }

    /** Copies the oldest reply into {@code frame} and removes it. */
    int poll(ByteBuffer frame) {
        int lengthBytes = lengths[head];
        frame.put(0, frames[head], 0, lengthBytes);
        head = (head + 1) % MAX_REPLIES;
        replies--;
        return lengthBytes;
    }
}
