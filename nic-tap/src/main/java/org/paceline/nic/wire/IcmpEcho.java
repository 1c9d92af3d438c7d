package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * ICMP echo message, RFC 792, a flyweight over a frame.
 *
 * <p>{@link #wrap} checks the length once; the accessors may be called after it has returned true. Every ICMP message
 * has a header of 8 bytes, so the type decides after wrapping whether identifier and sequence mean anything.
 */
public final class IcmpEcho {
    public static final int HEADER_BYTES = 8;
    public static final int TYPE_REPLY = 0;
    public static final int TYPE_REQUEST = 8;

    private static final int TYPE = 0;
    private static final int CODE = 1;
    private static final int CHECKSUM = 2;
    private static final int IDENTIFIER = 4;
    private static final int SEQUENCE = 6;

    private ByteBuffer frame = Unwrapped.FRAME;
    private int offset;
    private int lengthBytes;

    /** Whether the bytes hold an ICMP header; they are header and data, without padding. */
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

    public boolean isRequest() {
        return type() == TYPE_REQUEST && code() == 0;
    }

    public int identifier() {
        return frame.getShort(offset + IDENTIFIER) & 0xFFFF;
    }

    public int sequence() {
        return frame.getShort(offset + SEQUENCE) & 0xFFFF;
    }

    public int payloadOffset() {
        return offset + HEADER_BYTES;
    }

    public int payloadBytes() {
        return lengthBytes - HEADER_BYTES;
    }

    public boolean checksumCorrect() {
        return InternetChecksum.of(frame, offset, lengthBytes) == 0;
    }

    /**
     * Writes the header of a request or reply; the data must stand behind it already, because the checksum covers it.
     *
     * @param lengthBytes header and data
     */
    public static void write(ByteBuffer frame, int offset, int lengthBytes, int type, int identifier, int sequence) {
        frame.put(offset + TYPE, (byte) type);
        frame.put(offset + CODE, (byte) 0);
        frame.putShort(offset + CHECKSUM, (short) 0);
        frame.putShort(offset + IDENTIFIER, (short) identifier);
        frame.putShort(offset + SEQUENCE, (short) sequence);
        frame.putShort(offset + CHECKSUM, (short) InternetChecksum.of(frame, offset, lengthBytes));
    }

    /**
     * Copies an echo request and makes it the reply to itself.
     *
     * @param lengthBytes header and data of the request, at least {@link #HEADER_BYTES}
     */
    public static void reply(ByteBuffer request, int requestOffset, int lengthBytes, ByteBuffer reply, int offset) {
        EchoReply.write(request, requestOffset, lengthBytes, reply, offset, TYPE_REPLY);
    }
}
