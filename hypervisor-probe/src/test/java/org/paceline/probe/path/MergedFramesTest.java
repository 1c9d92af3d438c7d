package org.paceline.probe.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.IpAddress;
import org.paceline.probe.capture.FlowTable;
import org.paceline.probe.capture.FlowTuple;
import org.paceline.probe.capture.PacketLog;

class MergedFramesTest {
    private static final int TCP_HEADERS = 66;
    private static final int UDP_HEADERS = 42;

    private final FlowTable table = new FlowTable();
    private final int tcp = table.add(flow(6));
    private final int udp = table.add(flow(17));
    private final PacketLog whole = new PacketLog();
    private final PacketLog parts = new PacketLog();

    private static FlowTuple flow(int protocol) {
        return new FlowTuple(protocol, IpAddress.parse("10.0.0.1"), 4_000, IpAddress.parse("10.0.0.2"), 5_001);
    }

    private int[] cover() {
        return MergedFrames.cover(table, whole, all(whole), parts, all(parts));
    }

    private static boolean[] all(PacketLog log) {
        boolean[] open = new boolean[log.packets()];
        Arrays.fill(open, true);
        return open;
    }

    private static void tcp(PacketLog log, int flow, int sequence, int payloadBytes) {
        log.add(log.packets(), 0, flow, sequence, payloadBytes + TCP_HEADERS, payloadBytes, false);
    }

    private static void udp(PacketLog log, int flow, int hash, int payloadBytes) {
        log.add(log.packets(), 0, flow, hash, payloadBytes + UDP_HEADERS, payloadBytes, false);
    }

    @Test
    void segmentsAreFoundInTheFrameThatCoversTheirBytes() {
        tcp(whole, tcp, 1_000, 4_344);
        tcp(whole, tcp, 5_344, 2_896);
        for (int segment = 0; segment < 5; segment++) {
            tcp(parts, tcp, 1_000 + 1_448 * segment, 1_448);
        }
        assertArrayEquals(new int[] {0, 0, 0, 1, 1}, cover());
    }

    @Test
    void sequenceNumbersMayWrapWithinAFrame() {
        int start = -2_000;
        tcp(whole, tcp, start, 4_344);
        for (int segment = 0; segment < 3; segment++) {
            tcp(parts, tcp, start + 1_448 * segment, 1_448);
        }
        assertArrayEquals(new int[] {0, 0, 0}, cover());
    }

    @Test
    void whatReachesBeyondAFrameIsNoPartOfIt() {
        tcp(whole, tcp, 1_000, 2_000);
        tcp(parts, tcp, 1_000, 1_448);
        tcp(parts, tcp, 2_448, 1_448);
        tcp(parts, tcp, 900, 50);
        assertArrayEquals(new int[] {0, -1, -1}, cover());
    }

    @Test
    void aFrameOfTheSameLengthIsNoMergedOne() {
        tcp(whole, tcp, 1_000, 1_448);
        tcp(parts, tcp, 1_000, 1_448);
        assertArrayEquals(new int[] {-1}, cover());
    }

    @Test
    void framesOfAnotherFlowCoverNothing() {
        int other = table.add(flow(6).reversed());
        tcp(whole, other, 1_000, 4_344);
        tcp(parts, tcp, 1_000, 1_448);
        assertArrayEquals(new int[] {-1}, cover());
    }

    @Test
    void datagramsAreFoundByTheBeginningOfTheFrameAndItsBytes() {
        udp(whole, udp, 77, 3_000); // UDP GSO: three datagrams of 1000 bytes, the first begins as the frame does
        udp(parts, udp, 12, 1_000);
        udp(parts, udp, 77, 1_000);
        udp(parts, udp, 78, 1_000);
        udp(parts, udp, 79, 1_000);
        udp(parts, udp, 80, 1_000);
        assertArrayEquals(new int[] {-1, 0, 0, 0, -1}, cover());
    }

    @Test
    void packetsThatHaveAPartnerAlreadyAreLeftAlone() {
        tcp(whole, tcp, 1_000, 4_344);
        tcp(parts, tcp, 1_000, 1_448);
        tcp(parts, tcp, 2_448, 1_448);
        int[] found = MergedFrames.cover(table, whole, all(whole), parts, new boolean[] {false, true});
        assertArrayEquals(new int[] {-1, 0}, found);
    }

    @Test
    void aMergedFrameGivesAPairForEachOfItsSegments() {
        for (int segment = 0; segment < 3; segment++) {
            parts.add(segment, 100 + segment, tcp, 1_000 + 1_448 * segment, 1_448 + TCP_HEADERS, 1_448, false);
        }
        whole.add(9, 7, tcp, 1_000, 4_344 + TCP_HEADERS, 4_344, false);
        Matching matching = Matching.of(table, parts, whole);
        assertEquals(0, matching.mergedAtFirst());
        assertEquals(3, matching.mergedAtSecond());
        PointPairs pairs = matching.pairs(FlowChoice.of(table, parts));
        assertEquals(3, pairs.size());
        for (int index = 0; index < 3; index++) {
            assertEquals(index, pairs.firstPacket(index));
            assertEquals(0, pairs.secondPacket(index));
            assertEquals(1_448 + TCP_HEADERS, pairs.frameBytes(index));
        }
    }
}
