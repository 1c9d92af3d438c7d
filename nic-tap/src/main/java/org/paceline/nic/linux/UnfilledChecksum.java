package org.paceline.nic.linux;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.Ipv4Header;

/**
 * Fills in the transport checksum that a local kernel left to the hardware (CHECKSUM_PARTIAL).
 *
 * <p>Over a virtual link there is no such hardware, and the frame arrives with half a checksum in it. Works on a frame
 * in place, merged ones included; what is neither TCP nor UDP over IP is left alone. Belongs to one thread.
 */
final class UnfilledChecksum {
    private static final int TCP_CHECKSUM_OFFSET = 16;
    private static final int TCP_MIN_BYTES = 20;
    private static final int UDP_CHECKSUM_OFFSET = 6;
    private static final int UDP_MIN_BYTES = 8;

    private static final int IPV6_HEADER_BYTES = 40;
    private static final int IPV6_PAYLOAD_LENGTH_OFFSET = 4;
    private static final int IPV6_NEXT_HEADER_OFFSET = 6;
    private static final int IPV6_ADDRESSES_OFFSET = 8;
    private static final int IPV6_ADDRESSES_BYTES = 32;

    private final EthernetHeader ethernet = new EthernetHeader();
    private final Ipv4Header ipv4 = new Ipv4Header();

    /** True when a checksum was filled in. */
    boolean fill(ByteBuffer frame, int lengthBytes) {
        if (!ethernet.wrap(frame, 0, lengthBytes)) {
            return false;
        }
        boolean tagged = ethernet.isTagged();
        int type = tagged ? ethernet.taggedType() : ethernet.type();
        int offset = tagged ? ethernet.taggedPayloadOffset() : ethernet.payloadOffset();
        return switch (type) {
            case EthernetHeader.TYPE_IPV4 -> fillIpv4(frame, offset, lengthBytes - offset);
            case EthernetHeader.TYPE_IPV6 -> fillIpv6(frame, offset, lengthBytes - offset);
            default -> false;
        };
    }

    private boolean fillIpv4(ByteBuffer frame, int offset, int lengthBytes) {
        if (!ipv4.wrap(frame, offset, lengthBytes) || ipv4.isFragment()) {
            return false;
        }
        int segmentBytes = ipv4.payloadBytes();
        int pseudoSum =
                InternetChecksum.pseudoHeaderIpv4(ipv4.source(), ipv4.destination(), ipv4.protocol(), segmentBytes);
        return fillTransport(frame, ipv4.payloadOffset(), segmentBytes, ipv4.protocol(), pseudoSum);
    }

    /** Extension headers do not occur before a partial checksum of the local kernel, but for hop-by-hop: left alone. */
    private static boolean fillIpv6(ByteBuffer frame, int offset, int lengthBytes) {
        if (lengthBytes < IPV6_HEADER_BYTES) {
            return false;
        }
        int segmentBytes = frame.getShort(offset + IPV6_PAYLOAD_LENGTH_OFFSET) & 0xffff;
        if (segmentBytes > lengthBytes - IPV6_HEADER_BYTES) {
            return false;
        }
        int protocol = frame.get(offset + IPV6_NEXT_HEADER_OFFSET) & 0xff;
        // RFC 8200 8.1: addresses, length and next header
        long pseudoSum = (long) InternetChecksum.sum(frame, offset + IPV6_ADDRESSES_OFFSET, IPV6_ADDRESSES_BYTES)
                + segmentBytes
                + protocol;
        return fillTransport(
                frame, offset + IPV6_HEADER_BYTES, segmentBytes, protocol, InternetChecksum.fold(pseudoSum));
    }

    private static boolean fillTransport(ByteBuffer frame, int offset, int lengthBytes, int protocol, int pseudoSum) {
        boolean tcp = protocol == Ipv4Header.PROTOCOL_TCP && lengthBytes >= TCP_MIN_BYTES;
        boolean udp = protocol == Ipv4Header.PROTOCOL_UDP && lengthBytes >= UDP_MIN_BYTES;
        if (!tcp && !udp) {
            return false;
        }
        int field = offset + (tcp ? TCP_CHECKSUM_OFFSET : UDP_CHECKSUM_OFFSET);
        frame.putShort(field, (short) 0);
        int checksum =
                ~InternetChecksum.fold((long) pseudoSum + InternetChecksum.sum(frame, offset, lengthBytes)) & 0xffff;
        // RFC 768: zero would mean that there is none
        frame.putShort(field, (short) (udp && checksum == 0 ? 0xffff : checksum));
        return true;
    }
}
