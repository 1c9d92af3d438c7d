package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.Ipv4Address;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;

class UnfilledChecksumTest {
    private static final int IP = EthernetHeader.LENGTH_BYTES;
    private static final int SEGMENT = IP + Ipv4Header.MIN_LENGTH_BYTES;
    private static final int DATA_BYTES = 11;
    private static final int SOURCE = Ipv4Address.parse("10.0.0.1");
    private static final int DESTINATION = Ipv4Address.parse("10.0.0.2");

    private final UnfilledChecksum unfilled = new UnfilledChecksum();
    private final ByteBuffer frame = ByteBuffer.allocate(256);

    @Test
    void aTcpSegmentIsCorrectAfterwards() {
        int lengthBytes = tcp(Ipv4Header.PROTOCOL_TCP, TcpHeader.MIN_LENGTH_BYTES + DATA_BYTES);

        assertTrue(unfilled.fill(frame, lengthBytes));

        assertEquals(0, verification(SEGMENT, lengthBytes - SEGMENT, Ipv4Header.PROTOCOL_TCP));
    }

    @Test
    void paddingBehindThePacketDoesNotCount() {
        int lengthBytes = tcp(Ipv4Header.PROTOCOL_TCP, TcpHeader.MIN_LENGTH_BYTES);
        frame.putInt(lengthBytes, 0x01020304);

        assertTrue(unfilled.fill(frame, lengthBytes + 4));

        assertEquals(0, verification(SEGMENT, lengthBytes - SEGMENT, Ipv4Header.PROTOCOL_TCP));
    }

    @Test
    void aUdpChecksumOfZeroIsWrittenAsAllOnes() {
        int lengthBytes = tcp(Ipv4Header.PROTOCOL_UDP, 10);
        unfilled.fill(frame, lengthBytes);
        int checksum = frame.getShort(SEGMENT + 6) & 0xffff;
        // a word equal to the checksum of the rest makes the sum all ones, hence the checksum zero
        frame.putShort(SEGMENT + 8, (short) InternetChecksum.fold((frame.getShort(SEGMENT + 8) & 0xffff) + checksum));

        assertTrue(unfilled.fill(frame, lengthBytes));

        assertEquals(0xffff, frame.getShort(SEGMENT + 6) & 0xffff);
        assertEquals(0, verification(SEGMENT, lengthBytes - SEGMENT, Ipv4Header.PROTOCOL_UDP));
    }

    @Test
    void aTaggedFrameIsFilledToo() {
        int lengthBytes = tcp(Ipv4Header.PROTOCOL_TCP, TcpHeader.MIN_LENGTH_BYTES + DATA_BYTES);
        ByteBuffer tagged = ByteBuffer.allocate(256);
        int taggedBytes = VlanTag.copyTagged(frame, 0, lengthBytes, 0x8100_0005, tagged);

        assertTrue(unfilled.fill(tagged, taggedBytes));
        unfilled.fill(frame, lengthBytes);

        assertEquals(frame.slice(IP, lengthBytes - IP), tagged.slice(IP + 4, lengthBytes - IP));
    }

    @Test
    void aSegmentOverIpv6IsCorrectAfterwards() {
        int segmentBytes = TcpHeader.MIN_LENGTH_BYTES + DATA_BYTES;
        EthernetHeader.write(frame, 0, 1, 2, EthernetHeader.TYPE_IPV6);
        frame.putInt(IP, 0x6000_0000).putShort(IP + 4, (short) segmentBytes).put(IP + 6, (byte) 6);
        frame.putLong(IP + 8, 0xfd00_0000_0000_0001L).putLong(IP + 24, 0xfd00_0000_0000_0002L);
        int segment = IP + 40;
        TcpHeader.write(frame, segment, 1, 2, 3, 4, TcpHeader.ACK, 5, TcpHeader.MIN_LENGTH_BYTES);
        TcpHeader.writeChecksum(frame, segment, 0x1234);

        assertTrue(unfilled.fill(frame, segment + segmentBytes));

        // RFC 8200 8.1, summed by hand
        long sum = InternetChecksum.sum(frame, IP + 8, 32 + segmentBytes) + segmentBytes + 6L;
        assertEquals(0xffff, InternetChecksum.fold(sum));
    }

    @Test
    void whatHasNoTransportChecksumStaysAsItIs() {
        int lengthBytes = tcp(Ipv4Header.PROTOCOL_ICMP, 24);
        ByteBuffer before = ByteBuffer.allocate(256).put(0, frame, 0, 256);

        assertFalse(unfilled.fill(frame, lengthBytes));
        assertFalse(unfilled.fill(frame, 13));
        frame.putShort(12, (short) 0x88b5);
        assertFalse(unfilled.fill(frame, lengthBytes));
        frame.putShort(12, (short) EthernetHeader.TYPE_IPV4);

        assertEquals(before, frame);
    }

    @Test
    void shortAndFragmentedPacketsAreLeftAlone() {
        assertFalse(unfilled.fill(frame, tcp(Ipv4Header.PROTOCOL_TCP, 19)));
        assertFalse(unfilled.fill(frame, tcp(Ipv4Header.PROTOCOL_UDP, 7)));
        int lengthBytes = tcp(Ipv4Header.PROTOCOL_TCP, 40);
        assertFalse(unfilled.fill(frame, lengthBytes - 1));
        frame.putShort(IP + 6, (short) 0x2000);
        assertFalse(unfilled.fill(frame, lengthBytes));
    }

    /** A frame whose transport part carries a wrong checksum; its length. */
    private int tcp(int protocol, int segmentBytes) {
        EthernetHeader.write(frame, 0, 1, 2, EthernetHeader.TYPE_IPV4);
        Ipv4Header.write(frame, IP, Ipv4Header.MIN_LENGTH_BYTES + segmentBytes, 1, protocol, SOURCE, DESTINATION);
        for (int i = 0; i < segmentBytes; i++) {
            frame.put(SEGMENT + i, (byte) (37 * i + 11));
        }
        return SEGMENT + segmentBytes;
    }

    private int verification(int offset, int lengthBytes, int protocol) {
        return InternetChecksum.transportIpv4(frame, offset, lengthBytes, SOURCE, DESTINATION, protocol);
    }
}
