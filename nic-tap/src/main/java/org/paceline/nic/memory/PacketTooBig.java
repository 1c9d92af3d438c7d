package org.paceline.nic.memory;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.Ipv4Header;

/**
 * The answer of a hop that a packet is too big for: ICMP "fragmentation needed" with the MTU of RFC 1191 section 4, or
 * ICMPv6 "packet too big" of RFC 4443 section 3.2. The packet's destination stands for the hop's own address.
 */
final class PacketTooBig {
    /** RFC 1812 4.3.2.3: as much of the packet as fits into 576 bytes; RFC 792's 8 bytes would do for TCP. */
    private static final int QUOTED_BYTES = 128;

    private static final int IP = EthernetHeader.LENGTH_BYTES;
    private static final int ICMP_HEADER_BYTES = 8;
    private static final int IPV6_HEADER_BYTES = 40;
    private static final int IPV6_ADDRESSES = 8;
    private static final int IPV6_ADDRESS_BYTES = 16;
    private static final int ICMPV6 = 58;

    private final ByteBuffer answer = ByteBuffer.allocate(IP + IPV6_HEADER_BYTES + ICMP_HEADER_BYTES + QUOTED_BYTES);

    /** Writes the answer to a frame that was refused into {@link #frame}; returns its length, 0 when there is none. */
    int answer(ByteBuffer refused, int lengthBytes, int mtuBytes) {
        if (lengthBytes < IP + QUOTED_BYTES) {
            return 0;
        }
        answer.put(0, refused, 6, 6).put(6, refused, 0, 6).put(12, refused, 12, 2);
        return switch (refused.getShort(12) & 0xFFFF) {
            case EthernetHeader.TYPE_IPV4 -> ipv4(refused, mtuBytes);
            case EthernetHeader.TYPE_IPV6 -> ipv6(refused, mtuBytes);
            default -> 0;
        };
    }

    private int ipv4(ByteBuffer refused, int mtuBytes) {
        int asked = refused.getInt(IP + 16);
        int asker = refused.getInt(IP + 12);
        int icmpBytes = ICMP_HEADER_BYTES + QUOTED_BYTES;
        int totalBytes = Ipv4Header.MIN_LENGTH_BYTES + icmpBytes;
        Ipv4Header.write(answer, IP, totalBytes, 0, Ipv4Header.PROTOCOL_ICMP, asked, asker);
        int icmp = IP + Ipv4Header.MIN_LENGTH_BYTES;
        answer.putInt(icmp, 3 << 24 | 4 << 16).putInt(icmp + 4, mtuBytes);
        answer.put(icmp + ICMP_HEADER_BYTES, refused, IP, QUOTED_BYTES);
        answer.putShort(icmp + 2, (short) InternetChecksum.of(answer, icmp, icmpBytes));
        return IP + totalBytes;
    }

    private int ipv6(ByteBuffer refused, int mtuBytes) {
        int icmpBytes = ICMP_HEADER_BYTES + QUOTED_BYTES;
        answer.putInt(IP, 6 << 28).putShort(IP + 4, (short) icmpBytes);
        answer.put(IP + 6, (byte) ICMPV6).put(IP + 7, (byte) 64);
        int addresses = IP + IPV6_ADDRESSES;
        answer.put(addresses, refused, addresses + IPV6_ADDRESS_BYTES, IPV6_ADDRESS_BYTES);
        answer.put(addresses + IPV6_ADDRESS_BYTES, refused, addresses, IPV6_ADDRESS_BYTES);
        int icmp = IP + IPV6_HEADER_BYTES;
        answer.putInt(icmp, 2 << 24).putInt(icmp + 4, mtuBytes);
        answer.put(icmp + ICMP_HEADER_BYTES, refused, IP, QUOTED_BYTES);
        // RFC 8200 8.1: the pseudo header is the addresses, the length and the next header
        long sum = (long) InternetChecksum.sum(answer, addresses, 2 * IPV6_ADDRESS_BYTES) + icmpBytes + ICMPV6;
        sum += InternetChecksum.sum(answer, icmp, icmpBytes);
        answer.putShort(icmp + 2, (short) ~InternetChecksum.fold(sum));
        return icmp + icmpBytes;
    }

    ByteBuffer frame() {
        return answer;
    }
}
