package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * IPv4 header, RFC 791, a flyweight over a frame.
 *
 * <p>{@link #wrap} checks version and lengths once; the accessors may be called after it has returned true. The packet
 * ends at its total length: padding that Ethernet added behind it is no payload.
 */
public final class Ipv4Header {
    public static final int MIN_LENGTH_BYTES = 20;
    public static final int PROTOCOL_ICMP = 1;
    public static final int PROTOCOL_TCP = 6;
    public static final int PROTOCOL_UDP = 17;

    private static final int VERSION = 4;
    private static final int MIN_WORDS = 5;
    private static final int VERSION_AND_WORDS = 0;
    private static final int TRAFFIC_CLASS = 1;
    private static final int TOTAL_LENGTH = 2;
    private static final int IDENTIFICATION = 4;
    private static final int FRAGMENT = 6;
    private static final int TIME_TO_LIVE = 8;
    private static final int PROTOCOL = 9;
    private static final int CHECKSUM = 10;
    private static final int SOURCE = 12;
    private static final int DESTINATION = 16;

    private static final int END_OF_OPTIONS = 0;
    private static final int NO_OPERATION = 1;
    private static final int LOOSE_SOURCE_ROUTE = 131;
    private static final int STRICT_SOURCE_ROUTE = 137;
    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET_MASK = 0x1FFF;
    private static final int FRAGMENT_UNIT_BYTES = 8;

    /** Hops; RFC 1700's recommended default. */
    private static final int DEFAULT_TIME_TO_LIVE = 64;

    private ByteBuffer frame = Unwrapped.FRAME;
    private int offset;

    /** Whether the bytes hold a whole IPv4 packet; false means malformed. The checksum is a question of its own. */
    public boolean wrap(ByteBuffer frame, int offset, int lengthBytes) {
        if (lengthBytes < MIN_LENGTH_BYTES) {
            return false;
        }
        int first = frame.get(offset + VERSION_AND_WORDS) & 0xFF;
        int headerWords = first & 0xF;
        int totalBytes = frame.getShort(offset + TOTAL_LENGTH) & 0xFFFF;
        if (first >>> 4 != VERSION
                || headerWords < MIN_WORDS
                || totalBytes < headerWords * Integer.BYTES
                || totalBytes > lengthBytes) {
            return false;
        }
        this.frame = frame;
        this.offset = offset;
        return true;
    }

    public int headerBytes() {
        return (frame.get(offset + VERSION_AND_WORDS) & 0xF) * Integer.BYTES;
    }

    /** Header and payload. */
    public int totalBytes() {
        return frame.getShort(offset + TOTAL_LENGTH) & 0xFFFF;
    }

    public int payloadOffset() {
        return offset + headerBytes();
    }

    public int payloadBytes() {
        return totalBytes() - headerBytes();
    }

    /** The whole byte that once was the type of service: DSCP and ECN. */
    public int trafficClass() {
        return frame.get(offset + TRAFFIC_CLASS) & 0xFF;
    }

    /** RFC 2474: the upper 6 bits of the traffic class. */
    public int dscp() {
        return trafficClass() >>> 2;
    }

    /** RFC 3168: the lower 2 bits of the traffic class. */
    public int ecn() {
        return trafficClass() & 3;
    }

    public int identification() {
        return frame.getShort(offset + IDENTIFICATION) & 0xFFFF;
    }

    public boolean dontFragment() {
        return (frame.getShort(offset + FRAGMENT) & DONT_FRAGMENT) != 0;
    }

    public boolean moreFragments() {
        return (frame.getShort(offset + FRAGMENT) & MORE_FRAGMENTS) != 0;
    }

    public int fragmentOffsetBytes() {
        return (frame.getShort(offset + FRAGMENT) & FRAGMENT_OFFSET_MASK) * FRAGMENT_UNIT_BYTES;
    }

    /** Whether the packet is a part of another: the first, a middle or the last one. */
    public boolean isFragment() {
        return (frame.getShort(offset + FRAGMENT) & (MORE_FRAGMENTS | FRAGMENT_OFFSET_MASK)) != 0;
    }

    /** Whether an option tells the packet's way (RFC 791 3.1, loose and strict source route). */
    public boolean sourceRouted() {
        int at = offset + MIN_LENGTH_BYTES;
        while (at < payloadOffset()) {
            int option = frame.get(at) & 0xFF;
            if (option == LOOSE_SOURCE_ROUTE || option == STRICT_SOURCE_ROUTE) {
                return true;
            }
            if (option == END_OF_OPTIONS) {
                return false;
            }
            int lengthBytes = at + 1 < payloadOffset() ? frame.get(at + 1) & 0xFF : 0;
            at += option == NO_OPERATION ? 1 : Math.max(2, lengthBytes);
        }
        return false;
    }

    /** Hops left. */
    public int timeToLive() {
        return frame.get(offset + TIME_TO_LIVE) & 0xFF;
    }

    public int protocol() {
        return frame.get(offset + PROTOCOL) & 0xFF;
    }

    public int source() {
        return frame.getInt(offset + SOURCE);
    }

    public int destination() {
        return frame.getInt(offset + DESTINATION);
    }

    public boolean checksumCorrect() {
        return InternetChecksum.of(frame, offset, headerBytes()) == 0;
    }

    /**
     * Writes a header without options: 64 hops, not to be fragmented, checksum filled in.
     *
     * @param totalBytes header and payload, at most 65535
     */
    public static void write(
            ByteBuffer frame,
            int offset,
            int totalBytes,
            int identification,
            int protocol,
            int source,
            int destination) {
        write(frame, offset, 0, totalBytes, identification, protocol, source, destination);
    }

    /**
     * Writes a header as the other one does, with a traffic class.
     *
     * @param trafficClass DSCP and ECN
     */
    public static void write(
            ByteBuffer frame,
            int offset,
            int trafficClass,
            int totalBytes,
            int identification,
            int protocol,
            int source,
            int destination) {
        frame.put(offset + VERSION_AND_WORDS, (byte) ((VERSION << 4) | MIN_WORDS));
        frame.put(offset + TRAFFIC_CLASS, (byte) trafficClass);
        frame.putShort(offset + TOTAL_LENGTH, (short) totalBytes);
        frame.putShort(offset + IDENTIFICATION, (short) identification);
        frame.putShort(offset + FRAGMENT, (short) DONT_FRAGMENT);
        frame.put(offset + TIME_TO_LIVE, (byte) DEFAULT_TIME_TO_LIVE);
        frame.put(offset + PROTOCOL, (byte) protocol);
        frame.putShort(offset + CHECKSUM, (short) 0);
        frame.putInt(offset + SOURCE, source);
        frame.putInt(offset + DESTINATION, destination);
        frame.putShort(offset + CHECKSUM, (short) InternetChecksum.of(frame, offset, MIN_LENGTH_BYTES));
    }

    /**
     * Changes the ECN codepoint of a header that is whole already, its checksum with it: {@link EcnCodepoint}'s
     * numbers.
     */
    public static void writeEcn(ByteBuffer frame, int offset, int codepoint) {
        int oldWord = frame.getShort(offset + VERSION_AND_WORDS) & 0xFFFF;
        int newWord = (oldWord & ~EcnCodepoint.MASK) | codepoint;
        frame.putShort(offset + VERSION_AND_WORDS, (short) newWord);
        int checksum = frame.getShort(offset + CHECKSUM) & 0xFFFF;
        frame.putShort(offset + CHECKSUM, (short) InternetChecksum.update(checksum, oldWord, newWord));
    }
}
