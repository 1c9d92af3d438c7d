package org.paceline.utcp.simulation;

/** An endless stream of bytes that a seed makes, each at its position, so that both ends know what must come. */
final class Content {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private final long seed;

    Content(long seed) {
        this.seed = seed;
    }

    void fill(byte[] target, int lengthBytes, long position) {
        for (int index = 0; index < lengthBytes; index++) {
            target[index] = byteAt(position + index);
        }
    }

    /** Index of the first byte that is not the stream's, -1 when all are. */
    int mismatch(byte[] bytes, int lengthBytes, long position) {
        for (int index = 0; index < lengthBytes; index++) {
            if (bytes[index] != byteAt(position + index)) {
                return index;
            }
        }
        return -1;
    }

    private byte byteAt(long position) {
        return (byte) (((position + seed) * GOLDEN_GAMMA) >>> 56);
    }
}
