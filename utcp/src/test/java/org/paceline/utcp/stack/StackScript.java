package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.nic.wire.NeighborDiscovery.NEIGHBOR_ADVERTISEMENT;
import static org.paceline.nic.wire.NeighborDiscovery.OVERRIDE;
import static org.paceline.nic.wire.NeighborDiscovery.SOLICITED;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Icmpv6;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.MacAddress;
import org.paceline.nic.wire.SegmentText;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.utcp.tcp.TcpConfig;

/** One stack and the test as the link that it stands on, in virtual time. Every IP frame's checksums are verified. */
final class StackScript {
    static final long SECOND_NS = 1_000_000_000;
    static final long OUR_MAC = MacAddress.parse("02:00:00:00:00:01");
    static final long PEER_MAC = MacAddress.parse("02:00:00:00:00:02");
    static final IpAddress US = IpAddress.parse("10.0.0.1");
    static final IpAddress PEER = IpAddress.parse("10.0.0.2");
    static final int PORT = 5_201;

    /** Small buffers, so that many connections cost little. */
    static final TcpConfig SMALL = TcpConfig.defaults()
            .withOptions(options -> options.withTimestamps(false))
            .withSendBufferBytes(4_096)
            .withReceiveBufferBytes(4_096);

    static final StackConfig CONFIG = StackConfig.of(Family.IPV4.network(), 1, 2);

    final Family family;
    final TcpStack stack;
    final ByteBuffer sent = ByteBuffer.allocate(2_048);
    final TcpHeader segment = new TcpHeader();
    final IpHeader ip = new IpHeader();
    private long nowNs;

    StackScript() {
        this(Family.IPV4);
    }

    StackScript(Family family) {
        this(family, StackConfig.of(family.network(), 1, 2));
    }

    StackScript(StackConfig config) {
        this(Family.IPV4, config);
    }

    StackScript(Family family, StackConfig config) {
        this.family = family;
        stack = new TcpStack(config, OUR_MAC, 1_500);
    }

    long nowNs() {
        return nowNs;
    }

    StackScript arrives(TestFrame frame) {
        stack.handleFrame(nowNs, nowNs, frame.buffer, frame.lengthBytes);
        return this;
    }

    /** The next frame that leaves begins like this, as {@link SegmentText} has it. */
    StackScript expect(String prefix) {
        String text = poll();
        assertTrue(text.startsWith(prefix), () -> "left at " + nowNs + " ns: " + text + ", and not " + prefix);
        return this;
    }

    StackScript nothingDue() {
        assertEquals("", poll());
        assertTrue(stack.nextDeadlineNs(nowNs) > nowNs, "a deadline is now, and nothing leaves");
        return this;
    }

    /** Nothing leaves now, and something is due at that time: goes there. */
    StackScript dueAt(long timeNs) {
        nothingDue();
        assertEquals(timeNs, stack.nextDeadlineNs(nowNs));
        return late(timeNs);
    }

    StackScript late(long timeNs) {
        nowNs = timeNs;
        stack.handleTimeouts(timeNs);
        return this;
    }

    /** The next frame that leaves, as text; empty for none. */
    String poll() {
        int lengthBytes = pollFrame();
        return lengthBytes == 0 ? "" : SegmentText.of(sent, lengthBytes);
    }

    /** Length of the next frame that leaves, 0 for none. */
    int pollFrame() {
        int lengthBytes = stack.pollTransmit(nowNs, sent);
        if (lengthBytes == 0) {
            return 0;
        }
        assertEquals(OUR_MAC, MacAddress.read(sent, 6));
        if (carries(EthernetHeader.TYPE_IPV4)) {
            verify(lengthBytes);
        } else if (carries(EthernetHeader.TYPE_IPV6)) {
            verifyIpv6(lengthBytes);
        }
        return lengthBytes;
    }

    boolean carries(int etherType) {
        return (sent.getShort(12) & 0xffff) == etherType;
    }

    private void verify(int lengthBytes) {
        assertEquals(0, InternetChecksum.of(sent, TestFrame.IP, Ipv4Header.MIN_LENGTH_BYTES), "IPv4 checksum");
        assertEquals(lengthBytes - TestFrame.IP, sent.getShort(TestFrame.IP + 2) & 0xffff, "total length");
        if (sent.get(TestFrame.IP + 9) == Ipv4Header.PROTOCOL_TCP) {
            assertTrue(segment.wrap(sent, TestFrame.TRANSPORT, lengthBytes - TestFrame.TRANSPORT));
            assertTrue(segment.checksumCorrect(sent.getInt(TestFrame.IP + 12), sent.getInt(TestFrame.IP + 16)));
        }
    }

    private void verifyIpv6(int lengthBytes) {
        assertTrue(ip.wrapIpv6(sent, TestFrame.IP, lengthBytes - TestFrame.IP));
        assertEquals(lengthBytes - TestFrame.IP, ip.ipv6().totalBytes(), "payload length");
        if (ip.protocol() == Ipv4Header.PROTOCOL_TCP) {
            assertTrue(segment.wrap(sent, ip.payloadOffset(), ip.payloadBytes()));
            assertTrue(segment.checksumCorrect(ip.addressesSum()));
        } else {
            Icmpv6 message = new Icmpv6();
            assertTrue(message.wrap(sent, ip.payloadOffset(), ip.payloadBytes()));
            assertTrue(message.checksumCorrect(ip.addressesSum()), "ICMPv6 checksum");
        }
    }

    /** The peer says which Ethernet address it has, as its family does. */
    StackScript peerAnswers() {
        return family == Family.IPV4 ? peerAnswersArp() : arrives(peerAdvertises(SOLICITED | OVERRIDE, PEER_MAC));
    }

    TestFrame peerAdvertises(int flags, long mac) {
        return TestFrame.neighbor(NEIGHBOR_ADVERTISEMENT, flags, family.peer, family.us, family.peer, mac);
    }

    long destinationMac() {
        return MacAddress.read(sent, 0);
    }

    StackScript peerAnswersArp() {
        return arrives(TestFrame.arp(ArpPacket.REPLY, PEER, PEER_MAC, US));
    }

    /** A connection of ours to the peer's port, open. */
    RecordedUser connected() {
        RecordedUser user = new RecordedUser(SMALL);
        stack.connect(nowNs, family.peer, PORT, SMALL, user);
        String first = poll();
        if (first.contains("who-has")) {
            peerAnswers().expect(family.usText());
        }
        int ourPort = segment.sourcePort();
        int ack = segment.sequenceNumber() + 1;
        arrives(TestFrame.tcp(family, PORT, ourPort, TcpHeader.SYN | TcpHeader.ACK, 999, ack, 0))
                .expect(family.usText());
        return user;
    }

    /** A connection of the peer's port to a listener of ours, open. */
    StackScript opened(int peerPort) {
        arrives(TestFrame.tcp(peerPort, PORT, TcpHeader.SYN, 77, 0, 0));
        if (poll().startsWith("arp")) {
            peerAnswersArp().poll();
        }
        int ack = segment.sequenceNumber() + 1;
        return arrives(TestFrame.tcp(peerPort, PORT, TcpHeader.ACK, 78, ack, 0));
    }
}
