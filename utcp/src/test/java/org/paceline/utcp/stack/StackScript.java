package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.MacAddress;
import org.paceline.nic.wire.SegmentText;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.utcp.tcp.TcpConfig;

/** One stack and the test as the link that it stands on, in virtual time. Every IPv4 frame's checksums are verified. */
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

    static final StackConfig CONFIG = StackConfig.of(LocalNetwork.parse("10.0.0.1/24"), 1, 2);

    final TcpStack stack;
    final ByteBuffer sent = ByteBuffer.allocate(2_048);
    final TcpHeader segment = new TcpHeader();
    private long nowNs;

    StackScript() {
        this(CONFIG);
    }

    StackScript(StackConfig config) {
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

    long destinationMac() {
        return MacAddress.read(sent, 0);
    }

    StackScript peerAnswersArp() {
        return arrives(TestFrame.arp(ArpPacket.REPLY, PEER, PEER_MAC, US));
    }

    /** A connection of ours to the peer's port, open. */
    RecordedUser connected() {
        RecordedUser user = new RecordedUser(SMALL);
        stack.connect(nowNs, PEER, PORT, SMALL, user);
        String first = poll();
        if (first.startsWith("arp")) {
            peerAnswersArp().expect("10.0.0.1");
        }
        int ourPort = segment.sourcePort();
        int ack = segment.sequenceNumber() + 1;
        arrives(TestFrame.tcp(PORT, ourPort, TcpHeader.SYN | TcpHeader.ACK, 999, ack, 0))
                .expect("10.0.0.1");
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
