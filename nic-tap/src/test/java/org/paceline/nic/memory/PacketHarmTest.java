package org.paceline.nic.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IcmpEcho;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;

/** What a path does to packets it understands: marks, damage past the checksum, and MTUs. */
class PacketHarmTest {
    private static final int US = 0x0A00_0001;
    private static final int PEER = 0x0A00_0002;
    private static final int FRAME_BYTES = 1_000;
    private static final int TCP_BYTES = FRAME_BYTES - 34;
    private static final int ECT_0 = 2;

    private final Ipv4Header ipv4 = new Ipv4Header();
    private final ByteBuffer received = ByteBuffer.allocate(2_048);
    private long nowNs;

    private static ByteBuffer segment(int seed, int ecn) {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
        for (int index = 54; index < FRAME_BYTES; index++) {
            frame.put(index, (byte) ((index * (2 * seed + 1) * 0x9E37_79B1) >>> 24));
        }
        EthernetHeader.write(frame, 0, 1, 2, EthernetHeader.TYPE_IPV4);
        Ipv4Header.write(frame, 14, FRAME_BYTES - 14, 1, Ipv4Header.PROTOCOL_TCP, US, PEER);
        int before = frame.getShort(14) & 0xFFFF;
        frame.putShort(14, (short) (before | ecn));
        frame.putShort(24, (short) InternetChecksum.update(frame.getShort(24) & 0xFFFF, before, before | ecn));
        TcpHeader.write(frame, 34, 1, 2, 3, 4, TcpHeader.ACK, 5, 20);
        TcpHeader.writeChecksum(
                frame, 34, InternetChecksum.transportIpv4(frame, 34, TCP_BYTES, US, PEER, Ipv4Header.PROTOCOL_TCP));
        return frame;
    }

    private boolean checksumsCorrect(ByteBuffer frame) {
        return ipv4.wrap(frame, 14, FRAME_BYTES - 14)
                && ipv4.checksumCorrect()
                && InternetChecksum.transportIpv4(frame, 34, TCP_BYTES, US, PEER, Ipv4Header.PROTOCOL_TCP) == 0;
    }

    @Test
    void aQueueAtItsThresholdMarksWhatUnderstandsMarks() {
        LinkModel model = LinkModel.defaults().withRateBitsPerSecond(1_000_000).withMarkPackets(2);
        SimulatedLink link = new SimulatedLink(model, 1);
        for (int ecn : new int[] {ECT_0, ECT_0, ECT_0, 0, 1, 3}) {
            link.offer(0, segment(1, ecn), FRAME_BYTES);
        }
        int[] ecnAfter = new int[6];
        for (int index = 0; index < 6; index++) {
            link.poll(Long.MAX_VALUE, received);
            assertTrue(checksumsCorrect(received));
            ecnAfter[index] = ipv4.ecn();
        }
        assertEquals(3, link.marked());
        assertArrayEquals(new int[] {2, 2, 3, 0, 3, 3}, ecnAfter);
    }

    @Test
    void aMarkOnIpv6SparesDscpAndFlowLabel() {
        LinkModel model = LinkModel.defaults().withRateBitsPerSecond(1_000_000).withMarkPackets(0);
        SimulatedLink link = new SimulatedLink(model, 1);
        ByteBuffer frame = ByteBuffer.allocate(74);
        EthernetHeader.write(frame, 0, 1, 2, EthernetHeader.TYPE_IPV6);
        frame.putInt(14, 0x6B92_3456);
        link.offer(0, frame, 74);
        frame.putInt(14, 0x6B82_3456);
        link.offer(0, frame, 74);

        link.poll(Long.MAX_VALUE, received);
        assertEquals(0x6BB2_3456, received.getInt(14));
        link.poll(Long.MAX_VALUE, received);
        assertEquals(0x6B82_3456, received.getInt(14));
        assertEquals(1, link.marked());
    }

    @Test
    void unseenDamagePassesTheChecksum() {
        SimulatedLink link = new SimulatedLink(LinkModel.defaults().withUnseenCorruption(1), 3);
        for (int seed = 1; seed <= 1_000; seed++) {
            ByteBuffer sent = segment(seed, 0);
            link.offer(nowNs, sent, FRAME_BYTES);
            link.poll(nowNs, received);

            assertTrue(checksumsCorrect(received), "seed " + seed);
            assertEquals(2, differentBytes(sent), "seed " + seed);
        }
        assertEquals(1_000, link.corrupted());
    }

    private int differentBytes(ByteBuffer sent) {
        int different = 0;
        for (int index = 0; index < FRAME_BYTES; index++) {
            different += sent.get(index) == received.get(index) ? 0 : 1;
        }
        return different;
    }

    @Test
    void aFrameWithoutASegmentIsSparedByUnseenDamage() {
        SimulatedLink link = new SimulatedLink(LinkModel.defaults().withUnseenCorruption(1), 3);
        link.offer(0, ByteBuffer.allocate(60), 60);
        link.offer(0, ByteBuffer.allocate(9), 9);

        assertEquals(0, link.corrupted());
        assertEquals(2, link.inFlight());
    }

    private MemoryPair narrow(boolean tells) {
        LinkModel model = LinkModel.defaults().withDelayNs(500).withMtu(new PathMtu(985, tells));
        return MemoryDevice.pair(model, LinkModel.defaults().withDelayNs(90), 1, () -> nowNs);
    }

    @Test
    void aBlackHoleSwallowsWhatIsTooBig() {
        MemoryPair pair = narrow(false);
        pair.a().send(segment(1, 0), FRAME_BYTES - 1);
        pair.a().send(segment(1, 0), FRAME_BYTES);

        assertEquals(1, pair.a().outbound().droppedTooBig());
        assertEquals(1, pair.a().outbound().inFlight());
        assertEquals(Long.MAX_VALUE, pair.a().nextArrivalNs());
    }

    @Test
    void aHopThatTellsAnswersWithItsMtuAndTheHeader() {
        MemoryPair pair = narrow(true);
        ByteBuffer sent = segment(1, 0);
        pair.a().send(sent, FRAME_BYTES);
        assertEquals(90, pair.a().nextArrivalNs());
        nowNs = 90;
        int lengthBytes = pair.a().receive(received);

        IcmpEcho icmp = new IcmpEcho();
        assertTrue(ipv4.wrap(received, 14, lengthBytes - 14) && ipv4.checksumCorrect());
        assertEquals(US, ipv4.destination());
        assertEquals(Ipv4Header.PROTOCOL_ICMP, ipv4.protocol());
        assertTrue(icmp.wrap(received, ipv4.payloadOffset(), ipv4.payloadBytes()) && icmp.checksumCorrect());
        assertEquals(3, icmp.type());
        assertEquals(4, icmp.code());
        assertEquals(985, icmp.sequence());
        assertEquals(sent.getInt(14), received.getInt(icmp.payloadOffset()));
        assertEquals(sent.getLong(34), received.getLong(icmp.payloadOffset() + 20));
    }

    @Test
    void aHopAnswersIpv6WithPacketTooBig() {
        MemoryPair pair = narrow(true);
        ByteBuffer sent = ByteBuffer.allocate(FRAME_BYTES);
        EthernetHeader.write(sent, 0, 1, 2, EthernetHeader.TYPE_IPV6);
        sent.putLong(22, 0xFD00_0000_0000_0000L).putLong(30, 1);
        sent.putLong(38, 0xFD00_0000_0000_0000L).putLong(46, 2);
        pair.a().send(sent, FRAME_BYTES);
        nowNs = 90;
        int lengthBytes = pair.a().receive(received);

        assertEquals(14 + 40 + (received.getShort(18) & 0xFFFF), lengthBytes);
        assertEquals(2, received.getLong(30));
        assertEquals(1, received.getLong(46));
        assertEquals(2, received.get(54));
        assertEquals(985, received.getInt(58));
        long sum = InternetChecksum.sum(received, 22, 32) + 58L + lengthBytes - 54;
        assertEquals(0xFFFF, InternetChecksum.fold(sum + InternetChecksum.sum(received, 54, lengthBytes - 54)));
    }

    @Test
    void arpAndShortFramesGetNoAnswer() {
        LinkModel model = LinkModel.defaults().withMtu(new PathMtu(68, true));
        MemoryPair pair = MemoryDevice.pair(model, 1, () -> nowNs);
        ByteBuffer arp = ByteBuffer.allocate(200);
        EthernetHeader.write(arp, 0, 1, 2, EthernetHeader.TYPE_ARP);
        pair.a().send(arp, 200);
        pair.a().send(segment(1, 0), 90);

        assertEquals(2, pair.a().outbound().droppedTooBig());
        assertEquals(0, pair.b().outbound().offered());
        assertFalse(pair.nextArrivalNs() < Long.MAX_VALUE);
    }
}
