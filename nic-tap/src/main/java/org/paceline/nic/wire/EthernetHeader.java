package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * Ethernet II header, a flyweight over a frame without FCS.
 *
 * <p>{@link #wrap} checks the length once; the accessors may be called after it has returned true, and read the frame
 * as it is at that moment.
 */
public final class EthernetHeader {
    public static final int LENGTH_BYTES = 14;
    public static final int TYPE_IPV4 = 0x0800;
    public static final int TYPE_ARP = 0x0806;
    public static final int TYPE_IPV6 = 0x86DD;

    /** IEEE 802.1Q: a tag of 4 bytes stands between the addresses and the real type. */
    public static final int TYPE_VLAN = 0x8100;

    private static final int TAG_BYTES = 4;
    private static final int DESTINATION = 0;
    private static final int SOURCE = 6;
    private static final int TYPE = 12;
    private static final int TAG_CONTROL = 14;
    private static final int TAGGED_TYPE = 16;
    private static final int VLAN_MASK = 0x0FFF;

    private ByteBuffer frame = Unwrapped.FRAME;
    private int offset;

    /** Whether the bytes hold a header, and its tag where the type announces one; false means malformed. */
    public boolean wrap(ByteBuffer frame, int offset, int lengthBytes) {
        if (lengthBytes < LENGTH_BYTES) {
            return false;
        }
        boolean tagged = (frame.getShort(offset + TYPE) & 0xFFFF) == TYPE_VLAN;
        if (tagged && lengthBytes < LENGTH_BYTES + TAG_BYTES) {
            return false;
        }
        this.frame = frame;
        this.offset = offset;
        return true;
    }

    public long destination() {
        return MacAddress.read(frame, offset + DESTINATION);
    }

    public long source() {
        return MacAddress.read(frame, offset + SOURCE);
    }

    /** The type, or a length in bytes when at most 1500 (IEEE 802.3). */
    public int type() {
        return frame.getShort(offset + TYPE) & 0xFFFF;
    }

    /** Index of the first byte after the header; in a tagged frame that is the tag. */
    public int payloadOffset() {
        return offset + LENGTH_BYTES;
    }

    public boolean isTagged() {
        return type() == TYPE_VLAN;
    }

    /** VLAN identifier, 0 to 4095; only in a tagged frame. */
    public int vlanIdentifier() {
        return frame.getShort(offset + TAG_CONTROL) & VLAN_MASK;
    }

    /** The type behind the tag; only in a tagged frame. */
    public int taggedType() {
        return frame.getShort(offset + TAGGED_TYPE) & 0xFFFF;
    }

    /** Index of the first byte after the tag; only in a tagged frame. */
    public int taggedPayloadOffset() {
        return offset + LENGTH_BYTES + TAG_BYTES;
    }

    /** Writes an untagged header. */
    public static void write(ByteBuffer frame, int offset, long destination, long source, int type) {
        MacAddress.write(frame, offset + DESTINATION, destination);
        MacAddress.write(frame, offset + SOURCE, source);
        frame.putShort(offset + TYPE, (short) type);
    }
}
