package org.paceline.cli.pacebench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.probe.analysis.ArrivalSeries;
import org.paceline.probe.analysis.BackToBackThreshold;
import org.paceline.probe.analysis.GapStatistics;
import org.paceline.probe.analysis.TrainDetector;

/**
 * What one arm did in one round. Exactly one of {@code seen} and {@code refusal} is there.
 *
 * @param round counted from 1
 * @param order its place within the round, counted from 1
 * @param refusal in a line, why the arm could not run
 */
record Turn(
        Arm arm,
        int round,
        int order,
        @Nullable Sent sent,
        @Nullable Seen seen,
        Percentiles floorBeforeNs,
        Percentiles floorAfterNs,
        long stealMs,
        @Nullable String refusal) {
    /** Nanoseconds that departures and gaps may miss their target by; pacers are compared by the share within each. */
    static final List<Long> TOLERANCES_NS = List.of(250L, 1_000L, 5_000L, 25_000L, 100_000L);

    /** What the far side saw, by its kernel's stamps. */
    record Seen(
            long packets,
            double achievedBitsPerSecond,
            long thetaNs,
            TrainDetector trains,
            GapStatistics gaps,
            long lostFrames) {
        private static final double NS_BITS_PER_BYTE_SECOND = 8e9;

        static Seen of(Arm arm, ArrivalSeries series, long stampNoiseNs, long lostFrames) {
            BackToBackThreshold threshold = BackToBackThreshold.virtualLink(arm.rateBitsPerSecond(), stampNoiseNs);
            int last = series.frames() - 1;
            long elapsedNs = last < 1 ? 0 : series.timeNs(last) - series.timeNs(0);
            return new Seen(
                    series.frames(),
                    elapsedNs == 0 ? 0 : last * Arm.PACKET_BYTES * NS_BITS_PER_BYTE_SECOND / elapsedNs,
                    threshold.thetaNs(Arm.PACKET_BYTES),
                    TrainDetector.over(threshold, List.of(series)),
                    GapStatistics.over(List.of(series)),
                    lostFrames);
        }
    }

    /** Null for a refused arm, and for one that plans no departures. */
    @Nullable
    DepartureTimes departures() {
        return sent == null ? null : sent.departures();
    }

    /** CPU time of the sender over the packets that arrived; NaN where nothing did. */
    double cpuNsPerPacket() {
        if (sent == null || seen == null || seen.achievedBitsPerSecond() == 0) {
            return Double.NaN;
        }
        return sent.cpuShare() * Arm.PACKET_BYTES * 8e9 / seen.achievedBitsPerSecond();
    }
}
