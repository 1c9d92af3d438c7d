package org.paceline.nic.memory;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;

/** The mark "congestion experienced" of RFC 3168, which a queue sets instead of dropping. */
final class CongestionMark {
    private static final int IP = EthernetHeader.LENGTH_BYTES;
    private static final int IPV4_CHECKSUM = IP + 10;
    private static final int TYPE = 12;
    private static final int CE = 3;

    /**
     * IPv6 has its traffic class 4 bits further on, so that the two ECN bits are the 5th and 6th of the second byte.
     */
    private static final int IPV6_ECN_SHIFT = 4;

    private CongestionMark() {}

    /** Marks a packet whose sender understands marks; says whether it is one. */
    static boolean mark(ByteBuffer frame, int lengthBytes) {
        if (lengthBytes < IP + 20) {
            return false;
        }
        return switch (frame.getShort(TYPE) & 0xFFFF) {
            case EthernetHeader.TYPE_IPV4 -> markIpv4(frame);
            case EthernetHeader.TYPE_IPV6 -> markIpv6(frame);
            default -> false;
        };
    }

    private static boolean markIpv4(ByteBuffer frame) {
        int before = frame.getShort(IP) & 0xFFFF;
        if ((before & CE) == 0) {
            return false;
        }
        int after = before | CE;
        int checksum = frame.getShort(IPV4_CHECKSUM) & 0xFFFF;
        frame.putShort(IP, (short) after);
        frame.putShort(IPV4_CHECKSUM, (short) InternetChecksum.update(checksum, before, after));
        return true;
    }

    private static boolean markIpv6(ByteBuffer frame) {
        int second = frame.get(IP + 1);
        if ((second >>> IPV6_ECN_SHIFT & CE) == 0) {
            return false;
        }
        frame.put(IP + 1, (byte) (second | CE << IPV6_ECN_SHIFT));
        return true;
    }
}
