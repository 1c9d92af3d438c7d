package org.paceline.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.nic.decorate.FrameDirection;
import org.paceline.nic.decorate.PcapngWriter;
import org.paceline.probe.capture.CaptureReader;
import org.paceline.probe.sweep.GapPoint;
import org.paceline.probe.sweep.GapTrain;

class SweepCaptureTest {
    private static final long GAP_NS = 1_000_000;
    private static final int PACKETS = 40;
    private static final int TOGETHER = 10;

    @TempDir
    Path folder;

    @Test
    void packetsWrittenApartAndSeenTogetherAreCoalesced() throws IOException {
        SweepCapture capture = SweepCapture.read(captured());
        assertEquals(PACKETS, capture.packets());
        GapPoint point = capture.point(List.of(new GapTrain(GAP_NS, 0, PACKETS, 0)));
        assertEquals(GAP_NS, point.writtenGapNs());
        assertEquals(1, point.writtenTrainMean(), 1e-9);
        assertEquals(TOGETHER, point.seenTrainMean(), 1e-9);
        assertTrue(point.coalescedShare() > 0.9);
    }

    @Test
    void ofASweepThatCrashedBeforeNothingIsLeft() throws IOException {
        Path file = folder.resolve("twice.pcapng");
        try (PcapngWriter writer = PcapngWriter.create(file, "test")) {
            writer.addInterface("tap0");
            for (int packet = 0; packet < PACKETS; packet++) {
                int run = packet < PACKETS / 4 ? 7 : 8;
                writer.write(0, FrameDirection.INBOUND, packet * GAP_NS, data(run, packet), 0, 128, 242);
            }
        }
        assertEquals(PACKETS - PACKETS / 4, SweepCapture.read(file).packets());
    }

    @Test
    void theSendersPointHasItsTimesAndItsOrder() throws IOException {
        Path sent = folder.resolve("sent.pcapng");
        SweepCapture.read(captured()).writeAsSent(sent);
        long packets = 0;
        try (CaptureReader reader = CaptureReader.open(sent)) {
            while (reader.next()) {
                packets++;
                assertEquals(packets * GAP_NS, reader.timeNs());
            }
        }
        assertEquals(PACKETS, packets);
    }

    /** Each ten of them stand together, and one frame is none of a sweep's. */
    private Path captured() throws IOException {
        Path file = folder.resolve("tap.pcapng");
        try (PcapngWriter writer = PcapngWriter.create(file, "test")) {
            writer.addInterface("tap0");
            writer.write(0, FrameDirection.INBOUND, 1, ByteBuffer.allocate(60), 0, 60, 60);
            for (int sequence = 0; sequence < PACKETS; sequence++) {
                long seenNs = 50_000_000 + (sequence / TOGETHER) * (TOGETHER * GAP_NS) + sequence % TOGETHER * 30_000L;
                writer.write(0, FrameDirection.INBOUND, seenNs, data(0, sequence), 0, 128, 242);
            }
        }
        return file;
    }

    private static ByteBuffer data(int run, int sequence) {
        ByteBuffer frame = ByteBuffer.allocate(128);
        frame.putInt(42, 0x504C5042)
                .put(46, (byte) 1)
                .put(47, (byte) 1)
                .putInt(50, run)
                .putInt(54, sequence);
        return frame.putLong(58, (sequence + 1) * GAP_NS).putLong(66, (sequence + 1) * GAP_NS);
    }
}
