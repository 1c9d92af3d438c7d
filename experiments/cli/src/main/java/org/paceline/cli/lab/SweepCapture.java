package org.paceline.cli.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.paceline.nic.decorate.FrameDirection;
import org.paceline.nic.decorate.PcapngWriter;
import org.paceline.probe.capture.CaptureReader;
import org.paceline.probe.sweep.GapCurve;
import org.paceline.probe.sweep.GapPoint;
import org.paceline.probe.sweep.GapTrain;
import org.paceline.probe.sweep.ProbeMessage;
import org.paceline.probe.sweep.SweepTimes;

/**
 * The packets of a sweep in a capture file: when each passed there, and what its payload says of planning and writing.
 */
final class SweepCapture {
    private static final int PAYLOAD_OFFSET = 14 + 20 + 8;

    private final List<Packet> packets;

    private SweepCapture(List<Packet> packets) {
        this.packets = packets;
    }

    /** Reads the packets of the last sweep in it, and no others: one before it may have ended by a crash. */
    static SweepCapture read(Path file) throws IOException {
        List<Packet> packets = new ArrayList<>();
        ProbeMessage message = new ProbeMessage();
        int run = 0;
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                ByteBuffer frame = reader.frame();
                int payloadBytes = reader.capturedBytes() - PAYLOAD_OFFSET;
                if (message.wrap(frame, PAYLOAD_OFFSET, payloadBytes) && message.isData()) {
                    if (message.run() != run) {
                        packets.clear();
                        run = message.run();
                    }
                    byte[] bytes = new byte[reader.capturedBytes()];
                    frame.get(0, bytes);
                    packets.add(new Packet(
                            message.sequence(),
                            message.plannedNs(),
                            message.writtenNs(),
                            reader.timeNs(),
                            ByteBuffer.wrap(bytes),
                            reader.originalBytes()));
                }
            }
        }
        return new SweepCapture(packets);
    }

    int packets() {
        return packets.size();
    }

    /** What became of the gap of a plan with a single one, up to this point. */
    GapPoint point(List<GapTrain> trains) {
        int planned = trains.stream().mapToInt(GapTrain::packets).sum();
        SweepTimes times = new SweepTimes(planned);
        for (Packet packet : packets) {
            times.sent(packet.sequence, packet.plannedNs, packet.writtenNs);
            times.arrived(packet.sequence, packet.seenNs);
        }
        return GapCurve.of(trains, times).get(0);
    }

    /**
     * Writes the same packets as the sender wrote them, stamped with the times that they carry: the first point of an
     * analysis. A packet that was lost before this capture is missing there too.
     */
    void writeAsSent(Path file) throws IOException {
        List<Packet> order = new ArrayList<>(packets);
        order.sort(Comparator.comparingInt(packet -> packet.sequence));
        try (PcapngWriter writer = PcapngWriter.create(file, "Paceline")) {
            writer.addInterface("sender");
            for (Packet packet : order) {
                int bytes = packet.frame.capacity();
                writer.write(0, FrameDirection.OUTBOUND, packet.writtenNs, packet.frame, 0, bytes, packet.lengthBytes);
            }
        }
    }

    private record Packet(
            int sequence, long plannedNs, long writtenNs, long seenNs, ByteBuffer frame, int lengthBytes) {}
}
