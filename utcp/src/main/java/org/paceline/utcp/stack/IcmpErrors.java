package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.utcp.tcp.PathError;
import org.paceline.utcp.tcp.PathErrors;
import org.paceline.utcp.tcp.TcpConnection;

/**
 * ICMP errors of both families about segments of ours: from the packet that they quote to the connection, which judges
 * them by RFC 5927. Their checksums were verified. Belongs to the stack.
 */
final class IcmpErrors {
    /** Type, code, checksum, and 4 bytes that depend on the type (RFC 792, RFC 4443). */
    private static final int HEADER_BYTES = 8;

    private static final int NEXT_MTU_IPV4 = 6;
    private static final int NEXT_MTU_IPV6 = 4;

    /** RFC 792: the IP header and 8 bytes, which are the ports and the sequence number. */
    private static final int QUOTED_TCP_BYTES = 8;

    private static final int TYPE_UNREACHABLE = 3;
    private static final int TYPE_TIME_EXCEEDED = 11;
    private static final int TYPE_PARAMETER_PROBLEM = 12;
    private static final int CODE_FRAGMENTATION_NEEDED = 4;

    private static final int TYPE6_UNREACHABLE = 1;
    private static final int TYPE6_TOO_BIG = 2;
    private static final int TYPE6_TIME_EXCEEDED = 3;
    private static final int TYPE6_PARAMETER_PROBLEM = 4;

    /** RFC 1191 section 7: for routers that say 0, the next of these below the quoted packet's length. */
    private static final int[] PLATEAUS_BYTES = {65_535, 32_000, 17_914, 8_166, 4_352, 2_002, 1_492, 1_006, 508, 296};

    private final TcpStack stack;
    private final StackCounters counters;

    IcmpErrors(TcpStack stack) {
        this.stack = stack;
        this.counters = stack.counters();
    }

    /** An ICMP message that is no echo; what is no error, and RFC 6633's source quench, is left alone. */
    void handleIpv4(long nowNs, ByteBuffer frame, int offset, int lengthBytes) {
        int type = frame.get(offset) & 0xff;
        int code = frame.get(offset + 1) & 0xff;
        PathError error =
                switch (type) {
                    case TYPE_UNREACHABLE -> unreachable(code);
                    case TYPE_TIME_EXCEEDED, TYPE_PARAMETER_PROBLEM -> PathError.PACKET_LOST;
                    default -> null;
                };
        boolean tooBig = type == TYPE_UNREACHABLE && code == CODE_FRAGMENTATION_NEEDED;
        int quoted = offset + HEADER_BYTES;
        int quotedBytes = lengthBytes - HEADER_BYTES;
        if ((error == null && !tooBig) || quotedBytes < Ipv4Header.MIN_LENGTH_BYTES) {
            counters.notForUs++;
            return;
        }
        int headerBytes = (frame.get(quoted) & 0xf) * Integer.BYTES;
        boolean ipv4 = frame.get(quoted) >>> 4 == 4 && headerBytes >= Ipv4Header.MIN_LENGTH_BYTES;
        if (!ipv4
                || quotedBytes < headerBytes + QUOTED_TCP_BYTES
                || (frame.get(quoted + 9) & 0xff) != Ipv4Header.PROTOCOL_TCP) {
            counters.notForUs++;
            return;
        }
        Association association = find(
                frame,
                0,
                IpAddress.ipv4Low(frame.getInt(quoted + 12)),
                0,
                IpAddress.ipv4Low(frame.getInt(quoted + 16)),
                quoted + headerBytes);
        int nextMtuBytes = tooBig ? nextMtuBytes(frame, offset, quoted) : 0;
        tell(nowNs, association, frame.getInt(quoted + headerBytes + Integer.BYTES), error, nextMtuBytes);
    }

    /** An ICMPv6 error; the quoted packet has no extension headers, because ours have none. */
    void handleIpv6(long nowNs, ByteBuffer frame, int offset, int lengthBytes) {
        int type = frame.get(offset) & 0xff;
        int code = frame.get(offset + 1) & 0xff;
        PathError error =
                switch (type) {
                    case TYPE6_UNREACHABLE -> unreachableIpv6(code);
                    case TYPE6_TIME_EXCEEDED -> PathError.PACKET_LOST;
                    case TYPE6_PARAMETER_PROBLEM -> code == 1 ? PathError.PROTOCOL_UNREACHABLE : PathError.PACKET_LOST;
                    default -> null;
                };
        boolean tooBig = type == TYPE6_TOO_BIG;
        int quoted = offset + HEADER_BYTES;
        int headerBytes = 2 * IpAddress.IPV6_BYTES + HEADER_BYTES;
        if ((error == null && !tooBig)
                || lengthBytes < HEADER_BYTES + headerBytes + QUOTED_TCP_BYTES
                || (frame.get(quoted + 6) & 0xff) != Ipv4Header.PROTOCOL_TCP) {
            counters.notForUs++;
            return;
        }
        int source = quoted + HEADER_BYTES;
        int destination = source + IpAddress.IPV6_BYTES;
        Association association = find(
                frame,
                frame.getLong(source),
                frame.getLong(source + Long.BYTES),
                frame.getLong(destination),
                frame.getLong(destination + Long.BYTES),
                quoted + headerBytes);
        int nextMtuBytes = tooBig ? (int) Math.min(frame.getInt(offset + NEXT_MTU_IPV6) & 0xffff_ffffL, 0xffff) : 0;
        tell(nowNs, association, frame.getInt(quoted + headerBytes + Integer.BYTES), error, nextMtuBytes);
    }

    private @Nullable Association find(
            ByteBuffer frame, long ourHigh, long ourLow, long peerHigh, long peerLow, int tcpOffset) {
        int ourPort = frame.getShort(tcpOffset) & 0xffff;
        int peerPort = frame.getShort(tcpOffset + Short.BYTES) & 0xffff;
        return stack.find(ourHigh, ourLow, ourPort, peerHigh, peerLow, peerPort);
    }

    private void tell(
            long nowNs, @Nullable Association association, int seq, @Nullable PathError error, int nextMtuBytes) {
        if (association == null) {
            counters.strayIcmpErrors++;
            return;
        }
        counters.icmpErrors++;
        TcpConnection connection = association.connection();
        if (error != null) {
            PathErrors.handle(connection, seq, error);
            stack.reschedule(nowNs, association);
            return;
        }
        int beforeBytes = connection.pathMtu().mtuBytes();
        PathErrors.onTooBig(connection, nowNs, seq, nextMtuBytes);
        stack.reschedule(nowNs, association);
        if (connection.pathMtu().mtuBytes() < beforeBytes) {
            stack.onPathMtu(
                    nowNs, association.remoteAddress(), connection.pathMtu().mtuBytes());
        }
    }

    private static int nextMtuBytes(ByteBuffer frame, int offset, int quoted) {
        int told = frame.getShort(offset + NEXT_MTU_IPV4) & 0xffff;
        if (told > 0) {
            return told;
        }
        int packetBytes = frame.getShort(quoted + Short.BYTES) & 0xffff;
        for (int plateauBytes : PLATEAUS_BYTES) {
            if (plateauBytes < packetBytes) {
                return plateauBytes;
            }
        }
        return packetBytes;
    }

    /** RFC 792 and RFC 1122 3.2.2.1. */
    private static @Nullable PathError unreachable(int code) {
        return switch (code) {
            case 2 -> PathError.PROTOCOL_UNREACHABLE;
            case 3 -> PathError.PORT_UNREACHABLE;
            case 0, 1, 5, 6, 7, 8, 11, 12 -> PathError.HOST_UNREACHABLE;
            case 9, 10, 13 -> PathError.PROHIBITED;
            default -> null;
        };
    }

    /** RFC 4443 3.1. */
    private static @Nullable PathError unreachableIpv6(int code) {
        return switch (code) {
            case 4 -> PathError.PORT_UNREACHABLE;
            case 0, 2, 3 -> PathError.HOST_UNREACHABLE;
            case 1, 5, 6 -> PathError.PROHIBITED;
            default -> null;
        };
    }
}
