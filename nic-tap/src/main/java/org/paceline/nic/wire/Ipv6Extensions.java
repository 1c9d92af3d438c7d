package org.paceline.nic.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The extension headers of an IPv6 packet as its destination walks them, RFC 8200 section 4: which transport stands
 * behind them, or what is to happen to the packet instead. Reads nothing beyond the packet and a bounded number of
 * headers and options.
 */
public final class Ipv6Extensions {
    public static final int HOP_BY_HOP = 0;
    public static final int ROUTING = 43;
    public static final int FRAGMENT = 44;
    public static final int NO_NEXT_HEADER = 59;
    public static final int DESTINATION_OPTIONS = 60;

    /** What the walk has found. */
    public enum Outcome {
        /** {@link #protocol()} stands at {@link #transportOffset()}. */
        TRANSPORT,
        /** The rest is a part of a packet; {@link #protocol()} and the offset are those of the fragment's data. */
        FRAGMENT,
        /** Discarded, and the sender is told {@link #problemCode()} at {@link #problemPointer()} (RFC 4443 3.4). */
        PROBLEM,
        /** As {@link #PROBLEM}, but only when the packet went to us alone (RFC 8200 4.2, action 11). */
        PROBLEM_UNLESS_GROUP,
        /** Discarded without a word: an option wants it so, nothing follows, or the headers are too many. */
        DISCARD,
        /** A header leaves the packet. */
        MALFORMED
    }

    /** RFC 4443 3.4: an erroneous field. */
    public static final int ERRONEOUS_FIELD = 0;

    /** RFC 4443 3.4. */
    public static final int UNRECOGNIZED_NEXT_HEADER = 1;

    /** RFC 4443 3.4. */
    public static final int UNRECOGNIZED_OPTION = 2;

    /** RFC 8200 4.1 has seven places, and RFC 8504 5.3 lets a host have its limit. */
    private static final int MAX_HEADERS = 8;

    /** RFC 8504 5.3: at least eight options that are not padding. */
    private static final int MAX_OPTIONS = 8;

    private static final int UNIT_BYTES = 8;
    private static final int PAD1 = 0;
    private static final int PAD_N = 1;
    private static final int SEGMENTS_LEFT = 3;
    private static final int ROUTING_TYPE = 2;
    private static final int FRAGMENT_FIELD = 2;
    private static final int FRAGMENT_IDENTIFICATION = 4;
    private static final int MORE_FRAGMENTS = 1;
    private static final int RESERVED_FRAGMENT_BITS = 6;

    /** Where the next header field stands in the IPv6 header. */
    private static final int FIRST_NEXT_HEADER = 6;

    private int ipOffset;
    private int end;
    private int protocol;
    private int transportOffset;
    private int nextHeaderOffset;
    private int problemCode;
    private int problemOffset;
    private int fragmentField;
    private int fragmentIdentification;

    /**
     * Walks from the header behind the IPv6 header on.
     *
     * @param ipOffset of the IPv6 header, which has been found whole
     */
    public Outcome walk(ByteBuffer frame, int ipOffset, Ipv6Header ip) {
        this.ipOffset = ipOffset;
        end = ip.payloadOffset() + ip.payloadBytes();
        protocol = ip.nextHeader();
        transportOffset = ip.payloadOffset();
        nextHeaderOffset = ipOffset + FIRST_NEXT_HEADER;
        for (int headers = 0; headers <= MAX_HEADERS; headers++) {
            @Nullable
            Outcome outcome =
                    switch (protocol) {
                        case HOP_BY_HOP -> hopByHop(frame, headers);
                        case DESTINATION_OPTIONS -> options(frame);
                        case ROUTING -> routing(frame);
                        case FRAGMENT -> fragment(frame);
                        case NO_NEXT_HEADER -> Outcome.DISCARD;
                        default -> Outcome.TRANSPORT;
                    };
            if (outcome != null) {
                return outcome;
            }
        }
        return Outcome.DISCARD;
    }

    /** The protocol behind the last header that was walked. */
    public int protocol() {
        return protocol;
    }

    /** Index of the first byte behind the last header that was walked. */
    public int transportOffset() {
        return transportOffset;
    }

    /** Counted from the IPv6 header, of the field that names {@link #protocol()}: for a protocol that nobody speaks. */
    public int nextHeaderPointer() {
        return nextHeaderOffset - ipOffset;
    }

    public int problemCode() {
        return problemCode;
    }

    /** Counted from the IPv6 header. */
    public int problemPointer() {
        return problemOffset - ipOffset;
    }

    /** Of a {@link Outcome#FRAGMENT}: where its data stands in the whole packet's. */
    public int fragmentOffsetBytes() {
        return fragmentField & ~(UNIT_BYTES - 1);
    }

    /** Of a {@link Outcome#FRAGMENT}. */
    public boolean moreFragments() {
        return (fragmentField & MORE_FRAGMENTS) != 0;
    }

    /** Of a {@link Outcome#FRAGMENT}. */
    public int fragmentIdentification() {
        return fragmentIdentification;
    }

    // null: the header is passed, and the walk goes on

    private @Nullable Outcome hopByHop(ByteBuffer frame, int headersBefore) {
        // RFC 8200 4.1: only right behind the IPv6 header; elsewhere it is an unrecognized next header
        return headersBefore == 0
                ? options(frame)
                : problem(Outcome.PROBLEM, UNRECOGNIZED_NEXT_HEADER, nextHeaderOffset);
    }

    /** RFC 8200 4.2: options that we do not know say themselves what is to be done. */
    private @Nullable Outcome options(ByteBuffer frame) {
        int lengthBytes = headerBytes(frame);
        if (lengthBytes < 0) {
            return Outcome.MALFORMED;
        }
        int index = transportOffset + 2;
        int headerEnd = transportOffset + lengthBytes;
        int options = 0;
        while (index < headerEnd) {
            int type = frame.get(index) & 0xFF;
            if (type == PAD1) {
                index++;
                continue;
            }
            if (index + 1 >= headerEnd || index + 2 + (frame.get(index + 1) & 0xFF) > headerEnd) {
                return problem(Outcome.PROBLEM, ERRONEOUS_FIELD, index);
            }
            if (type != PAD_N) {
                @Nullable Outcome outcome = unknownOption(type, index);
                options++;
                if (outcome != null || options > MAX_OPTIONS) {
                    return outcome == null ? Outcome.DISCARD : outcome;
                }
            }
            index += 2 + (frame.get(index + 1) & 0xFF);
        }
        return pass(frame, lengthBytes);
    }

    /** RFC 8200 4.2: the highest two bits of the type. */
    private @Nullable Outcome unknownOption(int type, int index) {
        return switch (type >>> 6) {
            case 0 -> null;
            case 1 -> Outcome.DISCARD;
            case 2 -> problem(Outcome.PROBLEM, UNRECOGNIZED_OPTION, index);
            default -> problem(Outcome.PROBLEM_UNLESS_GROUP, UNRECOGNIZED_OPTION, index);
        };
    }

    /** RFC 8200 4.4; no type is known here, and type 0 is refused like all others that want forwarding (RFC 5095). */
    private @Nullable Outcome routing(ByteBuffer frame) {
        int lengthBytes = headerBytes(frame);
        if (lengthBytes < 0) {
            return Outcome.MALFORMED;
        }
        if (frame.get(transportOffset + SEGMENTS_LEFT) != 0) {
            return problem(Outcome.PROBLEM, ERRONEOUS_FIELD, transportOffset + ROUTING_TYPE);
        }
        return pass(frame, lengthBytes);
    }

    /** RFC 8200 4.5; RFC 6946: a packet that is its only fragment is whole. */
    private @Nullable Outcome fragment(ByteBuffer frame) {
        if (end - transportOffset < UNIT_BYTES) {
            return Outcome.MALFORMED;
        }
        fragmentField = frame.getShort(transportOffset + FRAGMENT_FIELD) & 0xFFFF;
        fragmentIdentification = frame.getInt(transportOffset + FRAGMENT_IDENTIFICATION);
        boolean whole = (fragmentField & ~RESERVED_FRAGMENT_BITS) == 0;
        pass(frame, UNIT_BYTES);
        return whole ? null : Outcome.FRAGMENT;
    }

    /** Of a header that counts its length in units beyond the first; -1 when it leaves the packet. */
    private int headerBytes(ByteBuffer frame) {
        int leftBytes = end - transportOffset;
        if (leftBytes < UNIT_BYTES) {
            return -1;
        }
        int lengthBytes = ((frame.get(transportOffset + 1) & 0xFF) + 1) * UNIT_BYTES;
        return lengthBytes > leftBytes ? -1 : lengthBytes;
    }

    private @Nullable Outcome pass(ByteBuffer frame, int lengthBytes) {
        nextHeaderOffset = transportOffset;
        protocol = frame.get(transportOffset) & 0xFF;
        transportOffset += lengthBytes;
        return null;
    }

    private Outcome problem(Outcome outcome, int code, int offset) {
        problemCode = code;
        problemOffset = offset;
        return outcome;
    }
}
