package org.paceline.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.nic.decorate.FrameDirection;
import org.paceline.nic.decorate.PcapngWriter;
import org.paceline.nic.wire.IpAddress;
import org.paceline.probe.capture.FlowTuple;
import org.paceline.probe.path.SendLog;
import org.paceline.probe.sweep.GapPoint;
import org.paceline.probe.sweep.GapTrain;

class SweepCaptureTest {
    private static final long GAP_NS = 1_000_000;
    private static final int PACKETS = 40;
    private static final int TOGETHER = 10;
    private static final int RUN = 8;
    private static final int UDP = 17;
    private static final int TCP = 6;
    private static final List<GapTrain> TRAIN = List.of(new GapTrain(GAP_NS, 0, PACKETS, 0));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {UDP, TCP})
    void packetsWrittenApartAndSeenTogetherAreCoalesced(int protocol) throws IOException {
        GapPoint point = SweepCapture.point(captured(protocol, RUN), sent(PACKETS), TRAIN);
        assertEquals(GAP_NS, point.writtenGapNs());
        assertEquals(1, point.writtenTrainMean(), 1e-9);
        assertEquals(TOGETHER, point.seenTrainMean(), 1e-9);
        assertTrue(point.coalescedShare() > 0.9);
    }

    @Test
    void ofASweepThatCrashedBeforeNothingCounts() throws IOException {
        assertEquals(
                0,
                SweepCapture.point(captured(UDP, RUN - 1), sent(PACKETS), TRAIN).pairs());
    }

    @Test
    void whatTheSenderSetAsideDoesNotCount() throws IOException {
        assertEquals(
                PACKETS / 2 - 1,
                SweepCapture.point(captured(TCP, RUN), sent(PACKETS / 2), TRAIN).pairs());
    }

    private static SendLog sent(int packets) {
        SendLog log = new SendLog(
                RUN, new FlowTuple(UDP, IpAddress.parse("10.0.0.1"), 4_000, IpAddress.parse("10.0.0.2"), 5_301));
        for (int sequence = 0; sequence < packets; sequence++) {
            log.add(sequence, sequence * GAP_NS, sequence * GAP_NS, 200);
        }
        return log;
    }

    /** Each ten of them stand together, and one frame is none of a sweep's. */
    private Path captured(int protocol, int run) throws IOException {
        Path file = folder.resolve("tap.pcapng");
        try (PcapngWriter writer = PcapngWriter.create(file, "test")) {
            writer.addInterface("tap0");
            writer.write(0, FrameDirection.INBOUND, 1, ByteBuffer.allocate(60), 0, 60, 60);
            for (int sequence = 0; sequence < PACKETS; sequence++) {
                long seenNs = 50_000_000 + (sequence / TOGETHER) * (TOGETHER * GAP_NS) + sequence % TOGETHER * 30_000L;
                writer.write(0, FrameDirection.INBOUND, seenNs, data(protocol, run, sequence), 0, 128, 254);
            }
        }
        return file;
    }

    private static ByteBuffer data(int protocol, int run, int sequence) {
        int payload = protocol == TCP ? 54 : 42;
        return ByteBuffer.allocate(128)
                .put(14, (byte) 0x45)
                .put(23, (byte) protocol)
                .put(46, (byte) 0x50)
                .putInt(payload, 0x504C5042)
                .put(payload + 4, (byte) 1)
                .put(payload + 5, (byte) 1)
                .putInt(payload + 8, run)
                .putInt(payload + 12, sequence);
    }
}
