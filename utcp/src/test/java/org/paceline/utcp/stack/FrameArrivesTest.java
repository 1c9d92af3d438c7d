package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.utcp.stack.StackScript.OUR_MAC;
import static org.paceline.utcp.stack.StackScript.PEER;
import static org.paceline.utcp.stack.StackScript.PEER_MAC;
import static org.paceline.utcp.stack.StackScript.PORT;
import static org.paceline.utcp.stack.StackScript.US;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.IcmpEcho;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.MacAddress;
import org.paceline.nic.wire.TcpHeader;

/** Each thing that may be wrong with a frame has one counter, and no answer. */
class FrameArrivesTest {
    private final StackScript script = new StackScript();
    private final StackCounters counters = script.stack.counters();
    private long expectedDrops = 1;

    private static TestFrame syn() {
        return TestFrame.tcp(1_234, PORT, TcpHeader.SYN, 77, 0, 0);
    }

    /** What a case counts on its own counter is counted nowhere else. */
    @AfterEach
    void countedOnceAndNotAnswered() {
        assertEquals(
                expectedDrops,
                counters.notForUs
                        + counters.malformed()
                        + counters.badChecksums
                        + counters.fragments
                        + counters.noConnection
                        + counters.synsDropped
                        + counters.repliesDropped
                        + counters.unresolvedDropped);
        script.nothingDue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 13})
    void aFrameWithoutAWholeEthernetHeader(int lengthBytes) {
        script.arrives(syn().cutTo(lengthBytes));
        assertEquals(1, counters.malformedEthernet);
    }

    @Test
    void aFrameForAnotherStation() {
        script.arrives(syn().withDestinationMac(OUR_MAC + 1));
        assertEquals(1, counters.notForUs);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x88cc, 0x0806 + 1, 100})
    void aProtocolThatIsNotSpokenHere(int type) {
        script.arrives(syn().with(12, type >> 8).with(13, type));
        assertEquals(1, counters.notForUs);
    }

    @Test
    void anArpPacketThatIsTooShort() {
        script.arrives(TestFrame.arp(ArpPacket.REQUEST, PEER, PEER_MAC, US).cutTo(14 + 27));
        assertEquals(1, counters.malformedArp);
    }

    @Test
    void anArpPacketForAnotherKindOfAddress() {
        script.arrives(TestFrame.arp(ArpPacket.REQUEST, PEER, PEER_MAC, US).with(TestFrame.IP + 5, 16));
        assertEquals(1, counters.malformedArp);
    }

    @Test
    void anIpv4PacketLongerThanItsFrame() {
        TestFrame frame = syn();
        script.arrives(frame.cutTo(frame.lengthBytes - 1));
        assertEquals(1, counters.malformedIpv4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x35, 0x65, 0x44, 0x4f})
    void anIpv4HeaderOfAnotherVersionOrLength(int first) {
        script.arrives(syn().withIpByte(0, first));
        assertEquals(1, counters.malformedIpv4);
    }

    @Test
    void anIpv4ChecksumThatDoesNotHold() {
        script.arrives(syn().with(TestFrame.IP + 8, 63));
        assertEquals(1, counters.badChecksums);
    }

    @Test
    void aPacketForAnotherHost() {
        script.arrives(syn().withAddresses(PEER, IpAddress.parse("10.0.0.6")));
        assertEquals(1, counters.notForUs);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x20, 0x3f, 0x01})
    void aFragment(int flagsAndOffset) {
        script.arrives(syn().withIpByte(6, flagsAndOffset));
        assertEquals(1, counters.fragments);
    }

    @Test
    void anIpProtocolThatIsNotSpokenHere() {
        script.arrives(syn().withIpByte(9, 17));
        assertEquals(1, counters.notForUs);
    }

    @Test
    void aTcpHeaderThatIsTooShort() {
        script.arrives(syn().with(TestFrame.TRANSPORT + 12, 0x40).withTcpChecksum());
        assertEquals(1, counters.malformedTcp);
    }

    @Test
    void tcpOptionsThatLeaveTheHeader() {
        TestFrame frame = TestFrame.tcp(1_234, PORT, TcpHeader.SYN, 77, 0, 4).with(TestFrame.TRANSPORT + 12, 0x60);
        script.arrives(frame.with(TestFrame.TRANSPORT + 20, 2)
                .with(TestFrame.TRANSPORT + 21, 5)
                .withTcpChecksum());
        assertEquals(1, counters.malformedTcp);
    }

    @Test
    void aTcpChecksumThatDoesNotHold() {
        script.arrives(syn().with(TestFrame.TRANSPORT + 7, 78));
        assertEquals(1, counters.badChecksums);
    }

    @Test
    void aSegmentToAGroup() {
        script.arrives(syn().withDestinationMac(MacAddress.BROADCAST));
        assertEquals(1, counters.notForUs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"224.0.0.1", "255.255.255.255", "0.0.0.0"})
    void aSegmentFromAnAddressThatIsNobodys(String source) {
        script.arrives(syn().withAddresses(IpAddress.parse(source), US));
        assertEquals(1, counters.notForUs);
    }

    @Test
    void anIcmpMessageThatIsTooShort() {
        script.arrives(
                TestFrame.icmp(IcmpEcho.TYPE_REQUEST, 0).withIpByte(3, 27).cutTo(TestFrame.TRANSPORT + 7));
        assertEquals(1, counters.malformedIcmp);
    }

    @Test
    void anIcmpChecksumThatDoesNotHold() {
        script.arrives(TestFrame.icmp(IcmpEcho.TYPE_REQUEST, 8).with(TestFrame.TRANSPORT + 10, 99));
        assertEquals(1, counters.badChecksums);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 11, 13})
    void icmpThatAsksForNothing(int type) {
        script.arrives(TestFrame.icmp(type, 8));
        assertEquals(1, counters.notForUs);
    }

    @Test
    void aPingToAGroup() {
        script.arrives(TestFrame.icmp(IcmpEcho.TYPE_REQUEST, 8).withDestinationMac(MacAddress.BROADCAST));
        assertEquals(1, counters.notForUs);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 56, 1_472})
    void aPingIsAnsweredWithItsOwnData(int dataBytes) {
        expectedDrops = 0;
        TestFrame ping = TestFrame.icmp(IcmpEcho.TYPE_REQUEST, dataBytes);
        script.arrives(ping).expect("10.0.0.1 > 10.0.0.2 icmp echo reply id 77 seq 3 len " + dataBytes);
        assertEquals(PEER_MAC, script.destinationMac());
        assertEquals(0, InternetChecksum.of(script.sent, TestFrame.TRANSPORT, 8 + dataBytes));
        for (int index = 0; index < dataBytes; index++) {
            assertEquals((byte) (7 * index), script.sent.get(TestFrame.TRANSPORT + 8 + index));
        }
    }

    @Test
    void aPingInAPaddedFrameIsAnsweredWithoutThePadding() {
        expectedDrops = 0;
        script.arrives(TestFrame.icmp(IcmpEcho.TYPE_REQUEST, 3).cutTo(60))
                .expect("10.0.0.1 > 10.0.0.2 icmp echo reply id 77 seq 3 len 3");
    }

    @Test
    void repliesBeyondTheBoundAreDroppedAndCounted() {
        expectedDrops = 36;
        for (int ping = 0; ping < 100; ping++) {
            script.arrives(TestFrame.icmp(IcmpEcho.TYPE_REQUEST, 8));
        }
        for (int reply = 0; reply < 64; reply++) {
            script.expect("10.0.0.1 > 10.0.0.2 icmp echo reply");
        }
        assertEquals(36, counters.repliesDropped);
    }

    @Test
    void aSegmentWithAckAndWithoutConnectionIsReset() {
        script.arrives(TestFrame.tcp(1_234, 80, TcpHeader.ACK, 77, 500, 10));
        script.expect("10.0.0.1:80 > 10.0.0.2:1234 [R] seq 500 win 0");
        assertEquals(1, counters.noConnection);
    }

    @Test
    void aSegmentWithoutAckAndWithoutConnectionIsResetWithAnAckOfIt() {
        script.arrives(TestFrame.tcp(1_234, 80, TcpHeader.SYN | TcpHeader.FIN, 77, 0, 10));
        script.expect("10.0.0.1:80 > 10.0.0.2:1234 [R.] seq 0 ack 89 win 0");
        assertEquals(1, counters.noConnection);
    }

    @Test
    void aResetIsNeverAnswered() {
        expectedDrops = 0;
        script.arrives(TestFrame.tcp(1_234, 80, TcpHeader.RST, 77, 0, 0));
        script.arrives(TestFrame.tcp(1_234, 80, TcpHeader.RST | TcpHeader.ACK, 77, 1, 0))
                .nothingDue();
    }

    @Test
    void framesAreCountedBothWays() {
        expectedDrops = 0;
        script.arrives(TestFrame.icmp(IcmpEcho.TYPE_REQUEST, 3)).expect("10.0.0.1");
        assertTrue(counters.framesReceived == 1 && counters.framesSent == 1);
    }
}
