package org.paceline.probe.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;

class TcpTraceTest {
    private static final int CLIENT = 0x0A000001;
    private static final int SERVER = 0x0A000002;
    private static final int ISN = 0xFFFF_FF00;

    private final TcpTrace trace = new TcpTrace();
    private long timeNs;

    @Test
    void aRetransmissionIsARangeThatPassedBefore() {
        client(TcpHeader.SYN, ISN, 0, 0);
        client(TcpHeader.ACK, ISN + 1, 1, 1_000);
        client(TcpHeader.ACK, ISN + 1_001, 1, 1_000);
        client(TcpHeader.ACK, ISN + 1, 1, 1_000);
        client(TcpHeader.ACK, ISN + 2_001, 1, 500);

        TcpFlow flow = largest();
        assertEquals(4, flow.segments().frames());
        assertEquals(1, flow.retransmittedSegments());
        assertTrue(flow.isRetransmission(2));
        assertFalse(flow.isRetransmission(3));
        assertEquals(1_000, flow.retransmittedBytes());
        assertEquals(2_500, flow.distinctBytes());
    }

    @Test
    void positionsRunOnWhereSequenceNumbersWrap() {
        client(TcpHeader.SYN, ISN, 0, 0);
        client(TcpHeader.ACK, ISN + 1, 1, 1_000);
        client(TcpHeader.ACK, ISN + 1_001, 1, 1_000);
        server(TcpHeader.ACK, 1, ISN + 2_001, 0);

        assertEquals(1_000, largest().segmentStart(1));
        assertEquals(2_000, largest().ackedUpTo(0));
        assertEquals(2_000, largest().ackedBytes());
    }

    @Test
    void aPartlyNewSegmentIsARetransmissionOfItsOldPart() {
        client(TcpHeader.ACK, 100, 1, 1_000);
        client(TcpHeader.ACK, 600, 1, 1_000);

        assertEquals(1, largest().retransmittedSegments());
        assertEquals(500, largest().retransmittedBytes());
        assertEquals(1_500, largest().distinctBytes());
    }

    @Test
    void aHoleThatIsFilledIsNoRetransmission() {
        client(TcpHeader.ACK, 100, 1, 100);
        client(TcpHeader.ACK, 300, 1, 100);
        client(TcpHeader.ACK, 200, 1, 100);

        assertEquals(0, largest().retransmittedSegments());
        assertEquals(300, largest().distinctBytes());
    }

    @Test
    void pureAcknowledgmentsAreNoSegmentsOfTheFlow() {
        client(TcpHeader.ACK, 100, 1, 100);
        client(TcpHeader.ACK, 200, 1, 0);
        client(TcpHeader.ACK | TcpHeader.FIN, 200, 1, 0);

        assertEquals(1, largest().segments().frames());
    }

    @Test
    void aFrameCutBehindItsHeadersStillCountsInFull() {
        ByteBuffer frame = segment(CLIENT, SERVER, TcpHeader.ACK, 100, 1, 1_000);
        trace.add(5, frame, 54, 1_054);

        assertEquals(1_000, largest().distinctBytes());
        assertEquals(1_054, largest().segments().frameBytes(0));
    }

    @Test
    void aFrameCutWithinItsHeadersIsPassedOver() {
        trace.add(5, segment(CLIENT, SERVER, TcpHeader.ACK, 100, 1, 1_000), 50, 1_054);

        assertEquals(1, trace.otherFrames());
        assertNull(trace.largestFlow());
    }

    private TcpFlow largest() {
        TcpFlow flow = trace.largestFlow();
        assertNotNull(flow);
        return flow;
    }

    private void client(int flags, int sequenceNumber, int acknowledgmentNumber, int payload) {
        add(segment(CLIENT, SERVER, flags, sequenceNumber, acknowledgmentNumber, payload), payload);
    }

    private void server(int flags, int sequenceNumber, int acknowledgmentNumber, int payload) {
        add(segment(SERVER, CLIENT, flags, sequenceNumber, acknowledgmentNumber, payload), payload);
    }

    private void add(ByteBuffer frame, int payload) {
        timeNs += 1_000;
        trace.add(timeNs, frame, 54 + payload, 54 + payload);
    }

    private static ByteBuffer segment(
            int source, int destination, int flags, int sequenceNumber, int acknowledgmentNumber, int payload) {
        ByteBuffer frame = ByteBuffer.allocate(2_048);
        EthernetHeader.write(frame, 0, 0x0200_0000_0002L, 0x0200_0000_0001L, EthernetHeader.TYPE_IPV4);
        Ipv4Header.write(frame, 14, 40 + payload, 1, Ipv4Header.PROTOCOL_TCP, source, destination);
        TcpHeader.write(
                frame,
                34,
                source == CLIENT ? 40_000 : 5_201,
                source == CLIENT ? 5_201 : 40_000,
                sequenceNumber,
                acknowledgmentNumber,
                flags,
                65_535,
                TcpHeader.MIN_LENGTH_BYTES);
        return frame;
    }
}
