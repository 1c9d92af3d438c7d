package org.paceline.nic.linux;

import java.nio.ByteBuffer;

/** Puts an 802.1Q tag back where it was: the kernel hands it up beside the frame, never in it. */
final class VlanTag {
    static final int LENGTH_BYTES = 4;

    private static final int MAC_ADDRESSES_BYTES = 12;

    private VlanTag() {}

    /**
     * Copies a frame and inserts its tag after the addresses.
     *
     * @param tag the four bytes: protocol and control information
     * @return bytes in {@code target}
     */
    static int copyTagged(ByteBuffer source, int offset, int lengthBytes, int tag, ByteBuffer target) {
        target.put(0, source, offset, MAC_ADDRESSES_BYTES);
        target.putInt(MAC_ADDRESSES_BYTES, tag);
        int restBytes = lengthBytes - MAC_ADDRESSES_BYTES;
        target.put(MAC_ADDRESSES_BYTES + LENGTH_BYTES, source, offset + MAC_ADDRESSES_BYTES, restBytes);
        return lengthBytes + LENGTH_BYTES;
    }
}
