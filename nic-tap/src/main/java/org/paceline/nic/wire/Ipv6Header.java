package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * IPv6 header, RFC 8200 section 3, a flyweight over a frame.
 *
 * <p>{@link #wrap} checks version and length once; the accessors may be called after it has returned true. The packet
 * ends at its payload length: padding that Ethernet added behind it is no payload. What stands between this header and
 * the transport's is walked by the stack.
 */
public final class Ipv6Header {
    public static final int LENGTH_BYTES = 40;

    /** RFC 1700's recommended default of IPv4, which IPv6 stacks took over. */
    public static final int DEFAULT_HOP_LIMIT = 64;

    private static final int VERSION = 6;
    private static final int PAYLOAD_LENGTH = 4;
    private static final int NEXT_HEADER = 6;
    private static final int HOP_LIMIT = 7;
    private static final int SOURCE = 8;
    private static final int DESTINATION = 24;

    private static final int TRAFFIC_CLASS_SHIFT = 20;
    private static final int FLOW_LABEL_MASK = 0xF_FFFF;

    private ByteBuffer frame = Unwrapped.FRAME;
    private int offset;

    /** Whether the bytes hold a whole IPv6 packet; false means malformed. */
    public boolean wrap(ByteBuffer frame, int offset, int lengthBytes) {
        // RFC 2675: a jumbogram says 0, and is longer than any frame here
        if (lengthBytes < LENGTH_BYTES
                || (frame.get(offset) & 0xF0) != VERSION << 4
                || (frame.getShort(offset + PAYLOAD_LENGTH) & 0xFFFF) > lengthBytes - LENGTH_BYTES) {
            return false;
        }
        this.frame = frame;
        this.offset = offset;
        return true;
    }

    /** DSCP and ECN. */
    public int trafficClass() {
        return (frame.getInt(offset) >>> TRAFFIC_CLASS_SHIFT) & 0xFF;
    }

    /** RFC 3168: the lower 2 bits of the traffic class. */
    public int ecn() {
        return trafficClass() & 3;
    }

    /** RFC 6437. */
    public int flowLabel() {
        return frame.getInt(offset) & FLOW_LABEL_MASK;
    }

    /** Everything behind this header, extension headers included. */
    public int payloadBytes() {
        return frame.getShort(offset + PAYLOAD_LENGTH) & 0xFFFF;
    }

    public int payloadOffset() {
        return offset + LENGTH_BYTES;
    }

    /** Header and payload. */
    public int totalBytes() {
        return LENGTH_BYTES + payloadBytes();
    }

    /** What follows this header: an extension header or the transport's protocol. */
    public int nextHeader() {
        return frame.get(offset + NEXT_HEADER) & 0xFF;
    }

    public int hopLimit() {
        return frame.get(offset + HOP_LIMIT) & 0xFF;
    }

    public long sourceHigh() {
        return frame.getLong(offset + SOURCE);
    }

    public long sourceLow() {
        return frame.getLong(offset + SOURCE + Long.BYTES);
    }

    public long destinationHigh() {
        return frame.getLong(offset + DESTINATION);
    }

    public long destinationLow() {
        return frame.getLong(offset + DESTINATION + Long.BYTES);
    }

    /**
     * Writes a header; addresses are {@link #writeAddresses}' business.
     *
     * @param trafficClass DSCP and ECN
     * @param flowLabel 20 bits, 0 for none (RFC 6437)
     * @param payloadBytes everything behind the header, at most 65535
     */
    public static void write(
            ByteBuffer frame,
            int offset,
            int trafficClass,
            int flowLabel,
            int payloadBytes,
            int nextHeader,
            int hopLimit) {
        frame.putInt(
                offset,
                (VERSION << 28) | ((trafficClass & 0xFF) << TRAFFIC_CLASS_SHIFT) | (flowLabel & FLOW_LABEL_MASK));
        frame.putShort(offset + PAYLOAD_LENGTH, (short) payloadBytes);
        frame.put(offset + NEXT_HEADER, (byte) nextHeader);
        frame.put(offset + HOP_LIMIT, (byte) hopLimit);
    }

    public static void writeAddresses(
            ByteBuffer frame, int offset, long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        frame.putLong(offset + SOURCE, sourceHigh);
        frame.putLong(offset + SOURCE + Long.BYTES, sourceLow);
        frame.putLong(offset + DESTINATION, destinationHigh);
        frame.putLong(offset + DESTINATION + Long.BYTES, destinationLow);
    }
}
