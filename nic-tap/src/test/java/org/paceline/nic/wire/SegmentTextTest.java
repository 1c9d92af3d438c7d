package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SegmentTextTest {
    private static String text(byte[] frame) {
        return SegmentText.of(ByteBuffer.wrap(frame), frame.length);
    }

    @Test
    void aSynShowsItsOptions() {
        assertEquals(
                "10.0.0.2:5201 > 10.0.0.1:40000 [S.] seq 1 ack 2 win 64240 <mss 1460,sackOK,TS val 1 ecr 0,wscale 7>",
                text(SampleFrames.tcp(TcpHeader.SYN | TcpHeader.ACK, SampleFrames.synOptions(), 0)));
    }

    @Test
    void dataShowsItsLength() {
        assertEquals(
                "10.0.0.2:5201 > 10.0.0.1:40000 [FP.] seq 1 ack 2 win 64240 len 37",
                text(SampleFrames.tcp(TcpHeader.FIN | TcpHeader.ACK | TcpHeader.PSH, new TcpOptions(), 37)));
    }

    @Test
    void blocksShowUnsignedNumbers() {
        assertEquals(
                "10.0.0.2:5201 > 10.0.0.1:40000 [.] seq 1 ack 2 win 64240"
                        + " <TS val 7 ecr 8,sack {1000:2448}{4294966796:948}>",
                text(SampleFrames.tcp(TcpHeader.ACK, SampleFrames.sackOptions(), 0)));
    }

    @Test
    void anAcknowledgmentNumberWithoutItsFlagIsNotShown() {
        assertEquals(
                "10.0.0.2:5201 > 10.0.0.1:40000 [R] seq 1 win 64240",
                text(SampleFrames.tcp(TcpHeader.RST, new TcpOptions(), 0)));
        assertEquals(
                "10.0.0.2:5201 > 10.0.0.1:40000 [none] seq 1 win 64240",
                text(SampleFrames.tcp(0, new TcpOptions(), 0)));
    }

    @Test
    void neighboursAskAndAnswer() {
        assertEquals("arp who-has 10.0.0.2 tell 10.0.0.1", text(SampleFrames.arpRequest()));
        assertEquals("arp 10.0.0.2 is-at 02:00:00:00:00:0b", text(SampleFrames.arpReply()));
    }

    @Test
    void anEchoShowsItsNumbers() {
        assertEquals("10.0.0.2 > 10.0.0.1 icmp echo request id 4660 seq 1 len 33", text(SampleFrames.echoRequest(33)));
    }

    @Test
    void ipv6StandsInBracketsBesideAPort() {
        assertEquals(
                "[2001:db8::2]:5201 > [2001:db8::1]:40000 [S.] seq 1 ack 2 win 64240 len 1",
                text(SampleIpv6Frames.tcp()));
        assertEquals(text(SampleIpv6Frames.tcp()), text(SampleIpv6Frames.extended()));
    }

    @Test
    void neighborDiscoveryShowsWhatItSays() {
        assertEquals(
                "2001:db8::2 > ff02::1:ff00:1 who-has 2001:db8::1 02:00:00:00:00:0b",
                text(SampleIpv6Frames.neighborSolicitation()));
        assertEquals(
                "2001:db8::2 > 2001:db8::1 neighbour 2001:db8::2 is-at 02:00:00:00:00:0b solicited override",
                text(SampleIpv6Frames.neighborAdvertisement()));
        assertEquals(
                "fe80::99 > ff02::1 router advertisement lifetime 1800 02:00:00:00:00:99",
                text(SampleIpv6Frames.routerAdvertisement()));
    }

    @Test
    void icmpv6ShowsWhatItSays() {
        assertEquals(
                "2001:db8::2 > 2001:db8::1 icmp6 echo request id 4660 seq 1 len 33",
                text(SampleIpv6Frames.echoRequest(33)));
        assertEquals("fe80::99 > 2001:db8::1 icmp6 packet too big mtu 1280", text(SampleIpv6Frames.packetTooBig()));
        assertEquals("2001:db8::2 > 2001:db8::1 fragment at 1448 len 8", text(SampleIpv6Frames.fragment()));
    }

    @Test
    void aTagComesFirst() {
        assertEquals("vlan 7 arp 10.0.0.2 is-at 02:00:00:00:00:0b", text(SampleFrames.tagged(SampleFrames.arpReply())));
    }

    @Test
    void aFragmentHasNoPorts() {
        byte[] frame = SampleFrames.tcp(TcpHeader.ACK, new TcpOptions(), 5);
        ByteBuffer.wrap(frame).putShort(20, (short) 0x2002);

        assertEquals("10.0.0.2 > 10.0.0.1 fragment at 16 len 25", text(frame));
    }

    @Test
    void malformedFramesSayWhere() {
        byte[] frame = SampleFrames.tcp(TcpHeader.SYN, SampleFrames.synOptions(), 0);

        assertEquals("malformed ethernet, 13 bytes", text(Arrays.copyOf(frame, 13)));
        assertEquals("malformed ipv4, 39 bytes", text(Arrays.copyOf(frame, 53)));
        frame[46] = (byte) 0xF0;
        assertEquals("10.0.0.2 > 10.0.0.1 malformed tcp, 40 bytes", text(frame));
        assertEquals("malformed arp, 27 bytes", text(Arrays.copyOf(SampleFrames.arpReply(), 41)));
    }

    @Test
    void malformedOptionsShowWhatCouldBeRead() {
        byte[] frame = SampleFrames.tcp(TcpHeader.SYN, SampleFrames.synOptions(), 0);
        frame[58 + 1] = 1;

        assertEquals("10.0.0.2:5201 > 10.0.0.1:40000 [S] seq 1 win 64240 <mss 1460,malformed>", text(frame));
    }

    @Test
    void aLengthBeyondTheBufferIsMalformedToo() {
        assertEquals("malformed ethernet, 15 bytes", SegmentText.of(ByteBuffer.allocate(14), 15));
    }
}
