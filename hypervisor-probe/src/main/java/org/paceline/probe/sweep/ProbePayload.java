package org.paceline.probe.sweep;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.Ipv6Header;

/** Where the payload begins in a frame of a sweep, which has neither tags nor IP options. */
public final class ProbePayload {
    private static final int IPV4 = 4;
    private static final int IPV4_PROTOCOL = 9;
    private static final int IPV6_NEXT_HEADER = 6;
    private static final int UDP_BYTES = 8;

    /** RFC 9293 3.1: the data offset is the upper half of byte 12, in words. */
    private static final int TCP_DATA_OFFSET = 12;

    private ProbePayload() {}

    /** Behind IPv4 or IPv6 without options and UDP or TCP; the length of the frame where there is none. */
    public static int offset(ByteBuffer frame, int lengthBytes) {
        int ip = EthernetHeader.LENGTH_BYTES;
        if (lengthBytes < ip + Ipv6Header.LENGTH_BYTES) {
            return lengthBytes;
        }
        boolean ipv4 = (frame.get(ip) & 0xF0) >> 4 == IPV4;
        int protocol = frame.get(ip + (ipv4 ? IPV4_PROTOCOL : IPV6_NEXT_HEADER));
        int transport = ip + (ipv4 ? Ipv4Header.MIN_LENGTH_BYTES : Ipv6Header.LENGTH_BYTES);
        if (protocol == Ipv4Header.PROTOCOL_UDP) {
            return transport + UDP_BYTES;
        }
        boolean tcp = protocol == Ipv4Header.PROTOCOL_TCP && transport + TCP_DATA_OFFSET < lengthBytes;
        return tcp ? transport + ((frame.get(transport + TCP_DATA_OFFSET) & 0xF0) >>> 2) : lengthBytes;
    }
}
