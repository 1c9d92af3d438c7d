package org.paceline.cli.demo;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.page.Legend;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.probe.analysis.ArrivalSeries;
import org.paceline.probe.analysis.BackToBackThreshold;
import org.paceline.probe.analysis.GapStatistics;
import org.paceline.probe.analysis.TrainDetector;

/**
 * All rounds of one arm. Counts are sums, peaks are maxima, and of a percentile the worst round's is taken.
 *
 * @param looseTrains trains whose gaps are at most a quarter of the bottleneck's pace: a sender that needs some
 *     microseconds a frame sends bursts that the strict threshold does not see, and a queue does
 * @param capture file name of the arm's frames, all rounds one after the other
 */
record ArmResult(
        Arm arm,
        List<RoundResult> rounds,
        TrainDetector trains,
        TrainDetector looseTrains,
        GapStatistics gaps,
        String capture) {
    static ArmResult of(
            DemoPlan plan, Arm arm, List<RoundResult> rounds, BackToBackThreshold threshold, String capture) {
        List<ArrivalSeries> series = rounds.stream().map(RoundResult::segments).toList();
        return new ArmResult(
                arm,
                List.copyOf(rounds),
                TrainDetector.over(threshold, series),
                TrainDetector.over(plan.quarterPace(), series),
                GapStatistics.over(series),
                capture);
    }

    /** Of a figure with one line an arm. */
    static List<Legend.Entry> legend(List<ArmResult> arms) {
        return arms.stream()
                .map(arm -> new Legend.Entry(arm.arm().title(), arm.arm().look()))
                .toList();
    }

    double goodputBitsPerSecond() {
        double seconds =
                rounds.stream().mapToDouble(round -> round.record().seconds()).sum();
        return sum(round -> round.record().receivedBytes()) * 8.0 / seconds;
    }

    long retransmits() {
        return sum(round -> round.data().retransmittedSegments());
    }

    long drops() {
        return sum(round -> round.record().node().droppedFrames());
    }

    long queuePeakPackets() {
        return max(round -> round.record().node().peakQueuePackets());
    }

    long stealMs() {
        return sum(round -> round.record().stealMs());
    }

    long missedFrames() {
        return sum(round -> round.record().node().missedFrames());
    }

    /** Null for a sender that plans no departures. */
    @Nullable
    Percentiles departureErrorNs() {
        return worst(RoundRecord::departureErrorNs);
    }

    /** Null in virtual time. */
    @Nullable
    Percentiles noiseFloorNs() {
        return worst(RoundRecord::noiseFloorNs);
    }

    Percentiles nodeLatenessNs() {
        return new Percentiles(
                max(round -> round.record().node().latenessP50Ns()),
                0,
                max(round -> round.record().node().latenessP99Ns()),
                0,
                max(round -> round.record().node().latenessMaxNs()));
    }

    private @Nullable Percentiles worst(Function<RoundRecord, @Nullable Percentiles> figure) {
        List<Percentiles> known = rounds.stream()
                .map(RoundResult::record)
                .map(figure)
                .filter(Objects::nonNull)
                .toList();
        return known.stream()
                .reduce((a, b) -> new Percentiles(
                        Math.max(a.p50(), b.p50()),
                        Math.max(a.p90(), b.p90()),
                        Math.max(a.p99(), b.p99()),
                        Math.max(a.p99_9(), b.p99_9()),
                        Math.max(a.max(), b.max())))
                .orElse(null);
    }

    private long sum(ToLongFunction<RoundResult> figure) {
        return rounds.stream().mapToLong(figure).sum();
    }

    private long max(ToLongFunction<RoundResult> figure) {
        return rounds.stream().mapToLong(figure).max().orElse(0);
    }
}
