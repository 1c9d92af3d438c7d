package org.paceline.packetdrill.socket;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.MacAddress;

/**
 * The link's side of neighbour discovery, RFC 4861: every address that the stack looks for is at one station, and its
 * own address is nobody else's.
 */
final class DiscoveryAnswers {
    private static final int HEADER_BYTES = 40;
    private static final int NEXT_HEADER = 6;
    private static final int SOURCE = 8;
    private static final int DESTINATION = 24;
    private static final int ADDRESS_BYTES = 16;
    private static final int PROTOCOL_ICMPV6 = 58;
    private static final int MULTICAST_LISTENER_QUERY = 130;
    private static final int ROUTER_SOLICITATION = 133;
    private static final int NEIGHBOR_SOLICITATION = 135;
    private static final int NEIGHBOR_ADVERTISEMENT = 136;
    private static final int REDIRECT = 137;
    private static final int MULTICAST_LISTENER_REPORT_2 = 143;

    /** 4.4: solicited, and to be believed. */
    private static final int FLAGS = 0x6000_0000;

    private static final int TARGET = HEADER_BYTES + 8;
    private static final int OPTION = TARGET + ADDRESS_BYTES;
    private static final int ADVERTISEMENT_BYTES = OPTION - HEADER_BYTES + 8;

    private final long macAddress;
    private boolean asked;

    DiscoveryAnswers(long macAddress) {
        this.macAddress = macAddress;
    }

    /** Whether the stack has sent anything of the kind. */
    boolean asked() {
        return asked;
    }

    /** Whether an IPv6 packet is discovery and so the link's own affair. */
    boolean recognises(ByteBuffer frame, int offset) {
        int next = frame.get(offset + NEXT_HEADER) & 0xff;
        int type = frame.get(offset + HEADER_BYTES) & 0xff;
        boolean discovers = (next == PROTOCOL_ICMPV6 && type >= ROUTER_SOLICITATION && type <= REDIRECT)
                || (next == PROTOCOL_ICMPV6 && type >= MULTICAST_LISTENER_QUERY && type < ROUTER_SOLICITATION)
                || (next == PROTOCOL_ICMPV6 && type == MULTICAST_LISTENER_REPORT_2)
                || next == 0; // hop-by-hop options: reports of multicast listeners
        asked |= discovers;
        return discovers;
    }

    /** Turns a solicitation into its answer; returns the packet's length, 0 when there is none to give. */
    int answer(ByteBuffer frame, int offset) {
        byte[] asker = new byte[ADDRESS_BYTES];
        byte[] target = new byte[ADDRESS_BYTES];
        frame.get(offset + SOURCE, asker);
        frame.get(offset + TARGET, target);
        boolean unspecified = java.util.Arrays.equals(asker, new byte[ADDRESS_BYTES]);
        if ((frame.get(offset + HEADER_BYTES) & 0xff) != NEIGHBOR_SOLICITATION || unspecified) {
            return 0;
        }
        frame.putInt(offset, 6 << 28);
        frame.putShort(offset + 4, (short) ADVERTISEMENT_BYTES);
        frame.put(offset + NEXT_HEADER, (byte) PROTOCOL_ICMPV6);
        frame.put(offset + 7, (byte) 255);
        frame.put(offset + SOURCE, target);
        frame.put(offset + DESTINATION, asker);
        frame.putInt(offset + HEADER_BYTES, NEIGHBOR_ADVERTISEMENT << 24);
        frame.putInt(offset + HEADER_BYTES + 4, FLAGS);
        frame.put(offset + TARGET, target);
        frame.putShort(offset + OPTION, (short) 0x0201);
        MacAddress.write(frame, offset + OPTION + 2, macAddress);
        long sum = InternetChecksum.sum(frame, offset + SOURCE, 2 * ADDRESS_BYTES)
                + (long) PROTOCOL_ICMPV6
                + ADVERTISEMENT_BYTES
                + InternetChecksum.sum(frame, offset + HEADER_BYTES, ADVERTISEMENT_BYTES);
        frame.putShort(offset + HEADER_BYTES + 2, (short) ~InternetChecksum.fold(sum));
        return HEADER_BYTES + ADVERTISEMENT_BYTES;
    }
}
