package org.paceline.probe.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainDetectorTest {
    private static final long RATE_BPS = 100_000_000;
    private static final BackToBackThreshold THETA_5_US = BackToBackThreshold.virtualLink(RATE_BPS, 0);

    @Test
    void threeTrainsOfOneTwoAndThreeWeighByTheirPackets() {
        // gaps of 100, 2, 100, 5 and 1 us: trains 1, 2, 3
        TrainDetector detector = over(arrivals(0, 100_000, 102_000, 202_000, 207_000, 208_000));

        assertEquals(6, detector.lengths().packets());
        assertEquals(3, detector.lengths().trains());
        assertEquals(3, detector.lengths().max());
        assertEquals((1 + 4 + 9) / 6.0, detector.lengths().weightedMean(), 1e-12);
        assertEquals(3 / 5.0, detector.backToBackShare(), 1e-12);
    }

    @Test
    void theWeightedDistributionSaysWhereAPacketFindsItself() {
        TrainLengths lengths =
                over(arrivals(0, 100_000, 102_000, 202_000, 207_000, 208_000)).lengths();

        assertEquals(0, lengths.weightedShareUpTo(0));
        assertEquals(1 / 6.0, lengths.weightedShareUpTo(1), 1e-12);
        assertEquals(3 / 6.0, lengths.weightedShareUpTo(2), 1e-12);
        assertEquals(1, lengths.weightedShareUpTo(3), 1e-12);
        assertEquals(2, lengths.weightedQuantile(0.5));
        assertEquals(3, lengths.weightedQuantile(0.51));
    }

    @Test
    void aGapOfExactlyTheThresholdIsBackToBackAndOneNanosecondMoreIsNot() {
        assertEquals(2, over(arrivals(0, 5_000)).lengths().max());
        assertEquals(1, over(arrivals(0, 5_001)).lengths().max());
    }

    @Test
    void roundsDoNotJoin() {
        TrainDetector detector = TrainDetector.over(THETA_5_US, List.of(arrivals(0, 1_000), arrivals(1_500, 2_500)));

        assertEquals(2, detector.lengths().trains());
        assertEquals(2, detector.lengths().max());
        assertEquals(1, detector.backToBackShare());
    }

    @Test
    void anEvenFlowHasOnlyTrainsOfOne() {
        ArrivalSeries series = new ArrivalSeries();
        for (int frame = 0; frame < 10_000; frame++) {
            series.add(frame * 121_120L, 1_514);
        }

        assertEquals(1, over(series).lengths().weightedMean());
        assertEquals(0, over(series).backToBackShare());
    }

    @Test
    void aTrainLongerThanTheFirstTableIsCounted() {
        ArrivalSeries series = new ArrivalSeries();
        for (int frame = 0; frame < 5_000; frame++) {
            series.add(frame * 1_200L, 1_514);
        }

        assertEquals(5_000, over(series).lengths().max());
        assertEquals(5_000, over(series).lengths().weightedMean());
    }

    @Test
    void nothingGivesNothing() {
        TrainDetector detector = over(new ArrivalSeries());

        assertEquals(0, detector.lengths().packets());
        assertEquals(0, detector.lengths().max());
        assertTrue(Double.isNaN(detector.lengths().weightedMean()));
        assertTrue(Double.isNaN(detector.backToBackShare()));
    }

    private static TrainDetector over(ArrivalSeries series) {
        return TrainDetector.over(THETA_5_US, List.of(series));
    }

    private static ArrivalSeries arrivals(long... timesNs) {
        ArrivalSeries series = new ArrivalSeries();
        for (long timeNs : timesNs) {
            series.add(timeNs, 1_514);
        }
        return series;
    }
}
