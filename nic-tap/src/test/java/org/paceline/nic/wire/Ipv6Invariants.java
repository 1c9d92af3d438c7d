package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;

/** What holds of the codecs of IPv6 for any bytes whatever, as {@link WireInvariants} has it for the others. */
final class Ipv6Invariants {
    private static final int OFFSET = 5;

    private Ipv6Invariants() {}

    /** Header and extension headers; the bytes end where their buffer ends. */
    static boolean ipv6(byte[] bytes) {
        ByteBuffer frame = placed(bytes);
        IpHeader ip = new IpHeader();
        if (!ip.wrapIpv6(frame, OFFSET, bytes.length)) {
            return false;
        }
        assertEquals(6, bytes[0] >> 4 & 0xF);
        assertEquals(ip.ipv6().totalBytes(), Ipv6Header.LENGTH_BYTES + ip.payloadBytes());
        int end = OFFSET + ip.ipv6().totalBytes();
        assertTrue(end <= OFFSET + bytes.length);
        ByteBuffer again = ByteBuffer.allocate(Ipv6Header.LENGTH_BYTES);
        Ipv6Header header = ip.ipv6();
        Ipv6Header.write(
                again,
                0,
                header.trafficClass(),
                header.flowLabel(),
                header.payloadBytes(),
                header.nextHeader(),
                header.hopLimit());
        Ipv6Header.writeAddresses(again, 0, ip.sourceHigh(), ip.sourceLow(), ip.destinationHigh(), ip.destinationLow());
        assertEquals(ByteBuffer.wrap(bytes, 0, Ipv6Header.LENGTH_BYTES), again);
        Ipv6Extensions extensions = new Ipv6Extensions();
        Ipv6Extensions.Outcome outcome = extensions.walk(frame, OFFSET, header);
        assertTrue(extensions.transportOffset() >= OFFSET + Ipv6Header.LENGTH_BYTES);
        assertTrue(extensions.transportOffset() <= end, "the transport begins behind the packet's end");
        assertTrue(extensions.nextHeaderPointer() >= 6 && OFFSET + extensions.nextHeaderPointer() < end);
        if (outcome == Ipv6Extensions.Outcome.PROBLEM || outcome == Ipv6Extensions.Outcome.PROBLEM_UNLESS_GROUP) {
            assertTrue(extensions.problemPointer() >= 6 && OFFSET + extensions.problemPointer() < end);
        }
        ip.passExtensions(extensions.protocol(), extensions.transportOffset());
        assertEquals(end, ip.payloadOffset() + ip.payloadBytes());
        return outcome == Ipv6Extensions.Outcome.TRANSPORT || outcome == Ipv6Extensions.Outcome.FRAGMENT;
    }

    /** ICMPv6, and neighbour discovery where the type says so. */
    static boolean icmpv6(byte[] bytes) {
        ByteBuffer frame = placed(bytes);
        Icmpv6 icmp = new Icmpv6();
        if (!icmp.wrap(frame, OFFSET, bytes.length)) {
            return false;
        }
        assertEquals(OFFSET + bytes.length, icmp.payloadOffset() + icmp.payloadBytes());
        ByteBuffer reply = ByteBuffer.allocate(bytes.length);
        Icmpv6.reply(frame, OFFSET, bytes.length, reply, 0);
        Icmpv6 answer = new Icmpv6();
        assertTrue(answer.wrap(reply, 0, bytes.length));
        assertEquals(Icmpv6.TYPE_ECHO_REPLY, answer.type());
        // a request whose checksum is wrong must not come back with a right one
        assertEquals(icmp.checksumCorrect(7), answer.checksumCorrect(7));
        return !NeighborDiscovery.isType(icmp.type()) || discovery(frame, bytes.length);
    }

    private static boolean discovery(ByteBuffer frame, int lengthBytes) {
        NeighborDiscovery message = new NeighborDiscovery();
        if (!message.wrap(frame, OFFSET, lengthBytes)) {
            return false;
        }
        assertTrue(message.sourceMac() >>> 48 == 0 || message.sourceMac() == NeighborDiscovery.NO_MAC);
        assertTrue(message.targetMac() >>> 48 == 0 || message.targetMac() == NeighborDiscovery.NO_MAC);
        assertTrue(message.linkMtuBytes() >= 0);
        IpHeader ip = new IpHeader();
        byte[] solicitation = SampleIpv6Frames.neighborSolicitation();
        assertTrue(ip.wrapIpv6(ByteBuffer.wrap(solicitation), 14, solicitation.length - 14));
        message.valid(ip);
        return true;
    }

    private static ByteBuffer placed(byte[] bytes) {
        ByteBuffer frame = ByteBuffer.allocate(OFFSET + bytes.length);
        frame.put(OFFSET, bytes);
        return frame;
    }
}
