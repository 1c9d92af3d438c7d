package org.paceline.probe.repace;

import java.nio.ByteBuffer;

/**
 * Frames that wait for their departure, in the order of their arrival. Bounded in frames and bytes: what finds it full
 * is refused, as a switch drops at the tail. Allocates nothing after its construction; belongs to one thread.
 */
final class FrameFifo {
    private final byte[] bytes;
    private final int[] lengths;
    private final long[] arrivalsNs;
    private int headFrame;
    private int frames;
    private int headByte;
    private int queuedBytes;

    FrameFifo(int maxFrames, int maxBytes) {
        bytes = new byte[maxBytes];
        lengths = new int[maxFrames];
        arrivalsNs = new long[maxFrames];
    }

    /** @return false when there is no room */
    boolean add(long arrivalNs, ByteBuffer frame, int lengthBytes) {
        if (frames == lengths.length || lengthBytes > bytes.length - queuedBytes) {
            return false;
        }
        int tail = (headByte + queuedBytes) % bytes.length;
        int first = Math.min(lengthBytes, bytes.length - tail);
        frame.get(0, bytes, tail, first);
        frame.get(first, bytes, 0, lengthBytes - first);
        int slot = (headFrame + frames) % lengths.length;
        lengths[slot] = lengthBytes;
        arrivalsNs[slot] = arrivalNs;
        frames++;
        queuedBytes += lengthBytes;
        return true;
    }

    boolean isEmpty() {
        return frames == 0;
    }

    int frames() {
        return frames;
    }

    int queuedBytes() {
        return queuedBytes;
    }

    /** When the first frame came. */
    long headArrivalNs() {
        return arrivalsNs[headFrame];
    }

    int headBytes() {
        return lengths[headFrame];
    }

    /** Copies the first frame out and leaves it where it is. */
    int copyHead(ByteBuffer frame) {
        int lengthBytes = lengths[headFrame];
        int first = Math.min(lengthBytes, bytes.length - headByte);
        frame.put(0, bytes, headByte, first);
        frame.put(first, bytes, 0, lengthBytes - first);
        return lengthBytes;
    }

    void removeHead() {
        headByte = (headByte + lengths[headFrame]) % bytes.length;
        queuedBytes -= lengths[headFrame];
        headFrame = (headFrame + 1) % lengths.length;
        frames--;
    }
}
