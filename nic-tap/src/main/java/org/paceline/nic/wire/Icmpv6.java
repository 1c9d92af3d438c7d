package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * ICMPv6 message, RFC 4443, a flyweight over a frame.
 *
 * <p>{@link #wrap} checks the length once; the accessors may be called after it has returned true. Every message has a
 * header of 8 bytes here: the second word is an echo's identifier and sequence, an error's parameter, or a neighbour
 * discovery message's flags.
 */
public final class Icmpv6 {
    public static final int PROTOCOL = 58;
    public static final int HEADER_BYTES = 8;

    public static final int TYPE_UNREACHABLE = 1;
    public static final int TYPE_PACKET_TOO_BIG = 2;
    public static final int TYPE_TIME_EXCEEDED = 3;
    public static final int TYPE_PARAMETER_PROBLEM = 4;
    public static final int TYPE_ECHO_REQUEST = 128;
    public static final int TYPE_ECHO_REPLY = 129;

    /** RFC 4443 2.1: errors have the highest bit clear. */
    private static final int INFORMATIONAL = 0x80;

    /** RFC 4443 2.4 (c): an error quotes as much as fits into the smallest MTU (RFC 8200 section 5). */
    private static final int MAX_ERROR_BYTES = 1_280 - Ipv6Header.LENGTH_BYTES;

    private static final int TYPE = 0;
    private static final int CODE = 1;
    private static final int CHECKSUM = 2;
    private static final int PARAMETER = 4;
    private static final int IDENTIFIER = 4;
    private static final int SEQUENCE = 6;

    private ByteBuffer frame = Unwrapped.FRAME;
    private int offset;
    private int lengthBytes;

    /** Whether the bytes hold a header; they are header and data, without padding. */
    public boolean wrap(ByteBuffer frame, int offset, int lengthBytes) {
        if (lengthBytes < HEADER_BYTES) {
            return false;
        }
        this.frame = frame;
        this.offset = offset;
        this.lengthBytes = lengthBytes;
        return true;
    }

    public int type() {
        return frame.get(offset + TYPE) & 0xFF;
    }

    public int code() {
        return frame.get(offset + CODE) & 0xFF;
    }

    /** Whether it reports a packet of ours, whose beginning is the {@link #payloadOffset() payload}. */
    public boolean isError() {
        return (type() & INFORMATIONAL) == 0;
    }

    /** MTU of a packet too big, pointer of a parameter problem. */
    public int parameter() {
        return frame.getInt(offset + PARAMETER);
    }

    /** Of an echo. */
    public int identifier() {
        return frame.getShort(offset + IDENTIFIER) & 0xFFFF;
    }

    /** Of an echo. */
    public int sequence() {
        return frame.getShort(offset + SEQUENCE) & 0xFFFF;
    }

    /** An echo's data, or the packet that an error reports. */
    public int payloadOffset() {
        return offset + HEADER_BYTES;
    }

    public int payloadBytes() {
        return lengthBytes - HEADER_BYTES;
    }

    /** @param addressesSum of the IPv6 header, which RFC 4443 2.3 has in the checksum */
    public boolean checksumCorrect(int addressesSum) {
        return InternetChecksum.transport(frame, offset, lengthBytes, addressesSum, PROTOCOL) == 0;
    }

    /** Writes the header of an echo; {@link #writeChecksum} is due when the data stands behind it. */
    public static void writeEcho(ByteBuffer frame, int offset, int type, int identifier, int sequence) {
        writeHeader(frame, offset, type, 0, (identifier << 16) | (sequence & 0xFFFF));
    }

    /** @param parameter the second word */
    static void writeHeader(ByteBuffer frame, int offset, int type, int code, int parameter) {
        frame.put(offset + TYPE, (byte) type);
        frame.put(offset + CODE, (byte) code);
        frame.putShort(offset + CHECKSUM, (short) 0);
        frame.putInt(offset + PARAMETER, parameter);
    }

    /** Fills the checksum in. */
    public static void writeChecksum(ByteBuffer frame, int offset, int lengthBytes, int addressesSum) {
        frame.putShort(offset + CHECKSUM, (short) 0);
        int checksum = InternetChecksum.transport(frame, offset, lengthBytes, addressesSum, PROTOCOL);
        frame.putShort(offset + CHECKSUM, (short) checksum);
    }

    /**
     * Copies an echo request and makes it the reply to itself. The addresses change places, which their sum does not
     * show, so that the checksum changes with the type alone.
     *
     * @param lengthBytes header and data of the request
     */
    public static void reply(ByteBuffer request, int requestOffset, int lengthBytes, ByteBuffer reply, int offset) {
        EchoReply.write(request, requestOffset, lengthBytes, reply, offset, TYPE_ECHO_REPLY);
    }

    /**
     * Writes an error that quotes the packet it reports, as much of it as may be (RFC 4443 2.4).
     *
     * @param parameter MTU or pointer, else 0
     * @param packetOffset of the packet's IPv6 header in {@code packet}
     * @return the message's bytes
     */
    public static int writeError(
            ByteBuffer frame,
            int offset,
            int type,
            int code,
            int parameter,
            ByteBuffer packet,
            int packetOffset,
            int packetBytes,
            int addressesSum) {
        int quotedBytes = Math.min(packetBytes, MAX_ERROR_BYTES - HEADER_BYTES);
        writeHeader(frame, offset, type, code, parameter);
        frame.put(offset + HEADER_BYTES, packet, packetOffset, quotedBytes);
        writeChecksum(frame, offset, HEADER_BYTES + quotedBytes, addressesSum);
        return HEADER_BYTES + quotedBytes;
    }
}
