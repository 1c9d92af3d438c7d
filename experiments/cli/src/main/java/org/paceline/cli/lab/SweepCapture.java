package org.paceline.cli.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.paceline.probe.capture.CaptureReader;
import org.paceline.probe.path.SendLog;
import org.paceline.probe.sweep.GapCurve;
import org.paceline.probe.sweep.GapPoint;
import org.paceline.probe.sweep.GapTrain;
import org.paceline.probe.sweep.ProbeMessage;
import org.paceline.probe.sweep.ProbePayload;
import org.paceline.probe.sweep.SweepTimes;

/** When the packets of a sweep passed where they were captured, beside what its sender noted of them. */
final class SweepCapture {
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
                int offset = ProbePayload.offset(reader.frame(), reader.capturedBytes());
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
}
