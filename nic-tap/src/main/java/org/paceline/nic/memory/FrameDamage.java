package org.paceline.nic.memory;

/** Bits that a path flips in a frame. */
final class FrameDamage {
    /** A flipped bit behind the Ethernet header is one that only the checksums above can find. */
    private static final int SPARED_HEADER_BYTES = 14;

    private static final int TYPE = 12;
    private static final int TYPE_IPV6 = 0x86DD;

    /** Behind an IP header without options begins what the transport's checksum alone covers. */
    private static final int IPV4_TRANSPORT = 34;

    private static final int IPV6_TRANSPORT = 54;

    private FrameDamage() {}

    /** Flips one bit behind the Ethernet header, and says whether there was one. */
    static boolean flipOne(byte[] frame, int lengthBytes, long draw) {
        int firstByte = lengthBytes > SPARED_HEADER_BYTES ? SPARED_HEADER_BYTES : 0;
        long bits = (lengthBytes - firstByte) * (long) Byte.SIZE;
        if (bits <= 0) {
            return false;
        }
        long bit = firstByte * (long) Byte.SIZE + Long.remainderUnsigned(draw, bits);
        flip(frame, (int) (bit >>> 3), 1 << (bit & 7));
        return true;
    }

    /**
     * Flips the same bit of two words of the segment, one up and one down, which leaves the one's complement sum as it
     * was; says whether there were two such words.
     */
    static boolean flipTwoUnseen(byte[] frame, int lengthBytes, long draw) {
        int type = lengthBytes < SPARED_HEADER_BYTES ? 0 : (frame[TYPE] & 0xFF) << 8 | (frame[TYPE + 1] & 0xFF);
        int transport = type == TYPE_IPV6 ? IPV6_TRANSPORT : IPV4_TRANSPORT;
        int span = lengthBytes - transport;
        if (span < 4) {
            return false;
        }
        int firstByte = (int) Long.remainderUnsigned(draw, span);
        int mask = 1 << ((draw >>> 60) & 7);
        boolean set = (frame[transport + firstByte] & mask) != 0;
        for (int step = 2; step < span; step += 2) {
            // in the same half of another word, for both steps and the wrap are even
            int otherByte = (firstByte + step) % (span & ~1);
            if (((frame[transport + otherByte] & mask) != 0) != set) {
                flip(frame, transport + firstByte, mask);
                flip(frame, transport + otherByte, mask);
                return true;
            }
        }
        return false;
    }

    private static void flip(byte[] frame, int index, int mask) {
        frame[index] ^= (byte) mask;
    }
}
