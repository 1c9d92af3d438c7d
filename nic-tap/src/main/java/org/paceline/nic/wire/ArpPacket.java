package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * ARP for IPv4 over Ethernet, RFC 826, a flyweight over a frame.
 *
 * <p>{@link #wrap} checks length and address kinds once; the accessors may be called after it has returned true.
 */
public final class ArpPacket {
    public static final int LENGTH_BYTES = 28;
    public static final int REQUEST = 1;
    public static final int REPLY = 2;

    private static final int HARDWARE_ETHERNET = 1;
    private static final int HARDWARE_TYPE = 0;
    private static final int PROTOCOL_TYPE = 2;
    private static final int ADDRESS_LENGTHS = 4;
    private static final int OPERATION = 6;
    private static final int SENDER_MAC = 8;
    private static final int SENDER_ADDRESS = 14;
    private static final int TARGET_MAC = 18;
    private static final int TARGET_ADDRESS = 24;

    /** Hardware addresses of 6 bytes, protocol addresses of 4. */
    private static final int MAC_AND_IPV4_LENGTHS = 0x0604;

    private ByteBuffer frame = Unwrapped.FRAME;
    private int offset;

    /** Whether the bytes are an ARP packet for IPv4 over Ethernet; padding behind it is ignored. */
    public boolean wrap(ByteBuffer frame, int offset, int lengthBytes) {
        if (lengthBytes < LENGTH_BYTES
                || frame.getShort(offset + HARDWARE_TYPE) != HARDWARE_ETHERNET
                || frame.getShort(offset + PROTOCOL_TYPE) != EthernetHeader.TYPE_IPV4
                || frame.getShort(offset + ADDRESS_LENGTHS) != MAC_AND_IPV4_LENGTHS) {
            return false;
        }
        this.frame = frame;
        this.offset = offset;
        return true;
    }

    /** {@link #REQUEST}, {@link #REPLY} or a number that we have no answer to. */
    public int operation() {
        return frame.getShort(offset + OPERATION) & 0xFFFF;
    }

    public long senderMac() {
        return MacAddress.read(frame, offset + SENDER_MAC);
    }

    public int senderAddress() {
        return frame.getInt(offset + SENDER_ADDRESS);
    }

    public long targetMac() {
        return MacAddress.read(frame, offset + TARGET_MAC);
    }

    public int targetAddress() {
        return frame.getInt(offset + TARGET_ADDRESS);
    }

    public static void write(
            ByteBuffer frame,
            int offset,
            int operation,
            long senderMac,
            int senderAddress,
            long targetMac,
            int targetAddress) {
        frame.putShort(offset + HARDWARE_TYPE, (short) HARDWARE_ETHERNET);
        frame.putShort(offset + PROTOCOL_TYPE, (short) EthernetHeader.TYPE_IPV4);
        frame.putShort(offset + ADDRESS_LENGTHS, (short) MAC_AND_IPV4_LENGTHS);
        frame.putShort(offset + OPERATION, (short) operation);
        MacAddress.write(frame, offset + SENDER_MAC, senderMac);
        frame.putInt(offset + SENDER_ADDRESS, senderAddress);
        MacAddress.write(frame, offset + TARGET_MAC, targetMac);
        frame.putInt(offset + TARGET_ADDRESS, targetAddress);
    }
}
