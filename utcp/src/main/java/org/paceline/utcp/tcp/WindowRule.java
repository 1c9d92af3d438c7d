package org.paceline.utcp.tcp;

import org.paceline.nic.wire.TcpOptions;

/** How a stack tells its receive window in the handshake, where RFC 7323 leaves the numbers open. */
public enum WindowRule {
    /** The whole buffer, with the smallest scale that can tell it. */
    EXACT {
        @Override
        int shift(int bufferBytes, int largestBytes) {
            return smallestShift(bufferBytes);
        }

        @Override
        int synWindowBytes(int bufferBytes, int segmentBytes) {
            return Math.min(bufferBytes, UNSCALED_BYTES);
        }

        @Override
        int bufferBytes(int askedBytes, int segmentBytes) {
            return askedBytes;
        }
    },
    /** Whole segments in the SYN; one bit less of scale than the largest buffer would need to be told to the byte. */
    LINUX {
        @Override
        int shift(int bufferBytes, int largestBytes) {
            int bits =
                    Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.max(1, Math.max(bufferBytes, largestBytes)));
            return Math.max(0, Math.min(bits - 15, TcpOptions.MAX_WINDOW_SCALE));
        }

        @Override
        int synWindowBytes(int bufferBytes, int segmentBytes) {
            int wholeBytes = bufferBytes > segmentBytes ? bufferBytes - bufferBytes % segmentBytes : bufferBytes;
            return Math.min(wholeBytes, UNSCALED_BYTES);
        }

        @Override
        int bufferBytes(int askedBytes, int segmentBytes) {
            return askedBytes;
        }
    },
    /** The whole buffer, scaled for the largest that a socket may get, and rounded up to whole segments once open. */
    FREEBSD {
        @Override
        int shift(int bufferBytes, int largestBytes) {
            return smallestShift(largestBytes);
        }

        @Override
        int synWindowBytes(int bufferBytes, int segmentBytes) {
            return Math.min(bufferBytes, UNSCALED_BYTES);
        }

        @Override
        int bufferBytes(int askedBytes, int segmentBytes) {
            int segments = (askedBytes + segmentBytes - 1) / segmentBytes;
            return askedBytes > segmentBytes ? segments * segmentBytes : askedBytes;
        }
    };

    /** RFC 7323 2.2: what the window field of a SYN can tell. */
    private static final int UNSCALED_BYTES = 0xffff;

    /**
     * Rcv.Wind.Shift of RFC 7323 2.3, 0 to 14.
     *
     * @param bufferBytes the receive buffer as it is now
     * @param largestBytes what it may grow to
     */
    abstract int shift(int bufferBytes, int largestBytes);

    /** What the SYN tells, which is never scaled. */
    abstract int synWindowBytes(int bufferBytes, int segmentBytes);

    /** The receive buffer's size once the segment size is known. */
    abstract int bufferBytes(int askedBytes, int segmentBytes);

    /** What may be told once the handshake is done, before anything has come. */
    int openBytes(int bufferBytes, int segmentBytes, int shift) {
        if (this != LINUX) {
            return Math.min(synWindowBytes(bufferBytes, segmentBytes), UNSCALED_BYTES);
        }
        int wholeBytes = bufferBytes > segmentBytes ? bufferBytes - bufferBytes % segmentBytes : bufferBytes;
        int stepBytes = 1 << shift;
        int alignedBytes = (wholeBytes + stepBytes - 1) / stepBytes * stepBytes;
        return (int) Math.min(Math.min(bufferBytes, alignedBytes), (long) UNSCALED_BYTES << shift);
    }

    /** Whether every segment tells all the room there is, and not only what has grown worth telling. */
    boolean tellsAllRoom() {
        return this == FREEBSD;
    }

    /** __tcp_select_window: rounded up to the scale, or down to whole segments where there is none. */
    static int toldByLinux(int freeBytes, int nowBytes, int shift, int segmentBytes) {
        if (shift > 0) {
            int stepBytes = 1 << shift;
            return (freeBytes + stepBytes - 1) / stepBytes * stepBytes;
        }
        boolean stays = nowBytes > freeBytes - segmentBytes && nowBytes <= freeBytes;
        return stays ? nowBytes : freeBytes - freeBytes % segmentBytes;
    }

    private static int smallestShift(int bytes) {
        int shift = 0;
        while (shift < TcpOptions.MAX_WINDOW_SCALE && (long) UNSCALED_BYTES << shift < bytes) {
            shift++;
        }
        return shift;
    }
}
