package org.paceline.cli.demo;

import java.io.IOException;
import java.util.List;
import org.paceline.probe.analysis.ArrivalSeries;
import org.paceline.probe.analysis.BackToBackThreshold;
import org.paceline.probe.analysis.TrainDetector;
import org.paceline.probe.capture.TcpFlow;
import org.paceline.probe.capture.TcpTrace;
import org.paceline.testbed.TestbedException;

/**
 * One round with what its capture shows of the data connection.
 *
 * @param data the sender's data connection; the control connection beside it is left out
 * @param trains of that connection's data segments
 */
record RoundResult(RoundRecord record, TcpFlow data, TrainDetector trains) {
    /** Reads the round's capture. */
    static RoundResult read(RoundRecord record, BackToBackThreshold threshold) {
        try {
            TcpFlow data = TcpTrace.read(record.capture()).largestFlow();
            if (data == null || data.segments().isEmpty()) {
                throw new TestbedException("no data passed the bottleneck in round " + record.round() + " of "
                        + record.arm().id() + "; see " + record.capture());
            }
            return new RoundResult(record, data, TrainDetector.over(threshold, List.of(data.segments())));
        } catch (IOException unreadable) {
            throw new TestbedException("cannot read back a capture: " + unreadable.getMessage(), unreadable);
        }
    }

    ArrivalSeries segments() {
        return data.segments();
    }
}
