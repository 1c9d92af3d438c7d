package org.paceline.utcp.stack;

/** An endless stream of bytes that a seed makes; both ends of a transfer can make it. */
final class ByteStream {
    private long state;
    private byte[] last = new byte[0];
    private int lastBytes;

    ByteStream(long seed) {
        state = seed;
    }

    /** The next bytes of the stream. */
    void next(byte[] target, int lengthBytes) {
        for (int index = 0; index < lengthBytes; index++) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            target[index] = (byte) (state >>> 56);
        }
        last = target.clone();
        lastBytes = lengthBytes;
    }

    /** The same bytes once more. */
    void again(byte[] target) {
        System.arraycopy(last, 0, target, 0, lastBytes);
    }
}
