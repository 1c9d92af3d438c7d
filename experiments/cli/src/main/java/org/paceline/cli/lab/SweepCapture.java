package org.paceline.cli.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.probe.capture.CaptureReader;
import org.paceline.probe.path.SendLog;
import org.paceline.probe.sweep.GapCurve;
import org.paceline.probe.sweep.GapPoint;
import org.paceline.probe.sweep.GapTrain;
import org.paceline.probe.sweep.ProbeMessage;
import org.paceline.probe.sweep.SweepTimes;

/** When the packets of a sweep passed where they were captured, beside what its sender noted of them. */
final class SweepCapture {
    private static final int IP_OFFSET = EthernetHeader.LENGTH_BYTES;
    private static final int PROTOCOL_OFFSET = IP_OFFSET + 9;
    private static final int TRANSPORT_OFFSET = IP_OFFSET + Ipv4Header.MIN_LENGTH_BYTES;
    private static final int UDP_HEADER_BYTES = 8;
    private static final int TCP_DATA_OFFSET = TRANSPORT_OFFSET + 12;

    private SweepCapture() {}

    /**
     * What became of the gap of a plan with a single one, up to where this was captured. A sweep that crashed before
     * may be in the capture too: its run has another number.
     *
     * @param sent what the sender noted
     * @param trains of the plan
     */
    static GapPoint point(Path file, SendLog sent, List<GapTrain> trains) throws IOException {
        SweepTimes times =
                new SweepTimes(trains.stream().mapToInt(GapTrain::packets).sum());
        for (int packet = 0; packet < sent.packets(); packet++) {
            times.sent(sent.sequence(packet), sent.plannedNs(packet), sent.writtenNs(packet));
        }
        ProbeMessage message = new ProbeMessage();
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                int offset = payloadOffset(reader.frame(), reader.capturedBytes());
                if (message.wrap(reader.frame(), offset, reader.capturedBytes() - offset)
                        && message.isData()
                        && message.run() == sent.run()
                        && isKnown(times, message.sequence())) {
                    times.arrived(message.sequence(), reader.timeNs());
                }
            }
        }
        return GapCurve.of(trains, times).get(0);
    }

    /** What was set aside was sent, too, but is not to count. */
    private static boolean isKnown(SweepTimes times, int sequence) {
        return sequence >= 0 && sequence < times.packets() && times.writtenNs(sequence) != SweepTimes.MISSING;
    }

    private static int payloadOffset(ByteBuffer frame, int capturedBytes) {
        boolean tcp = capturedBytes > TCP_DATA_OFFSET && frame.get(PROTOCOL_OFFSET) == Ipv4Header.PROTOCOL_TCP;
        int headerBytes = tcp ? (frame.get(TCP_DATA_OFFSET) & 0xF0) >> 2 : UDP_HEADER_BYTES;
        return Math.min(capturedBytes, TRANSPORT_OFFSET + headerBytes);
    }
}
