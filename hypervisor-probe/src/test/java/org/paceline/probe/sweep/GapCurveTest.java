package org.paceline.probe.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class GapCurveTest {
    private static final SweepPlan PLAN =
            new SweepPlan(List.of(2_000L, 50_000L, 100_000L, 400_000L), 20, 10, 200, 10_000_000, 3);

    @Test
    void aCleanPathCoalescesNothing() {
        for (GapPoint point : curve(writtenNs -> writtenNs + 30_000)) {
            assertEquals(0, point.coalescedShare());
            assertEquals(1, point.seenTrainMean());
            assertEquals(point.gapNs(), point.seenGapNs().p50());
            assertEquals(190, point.pairs());
        }
    }

    @Test
    void aTimerShowsAsAStepAtItsLength() {
        // everything leaves at the next multiple of 150 us
        List<GapPoint> curve = curve(writtenNs -> (writtenNs / 150_000 + 1) * 150_000);
        assertTrue(curve.get(1).coalescedShare() > 0.6, "two of three gaps of 50 us fall into one period");
        assertEquals(1.0 / 3, curve.get(2).coalescedShare(), 0.05);
        assertEquals(0, curve.get(3).coalescedShare());
        assertTrue(curve.get(1).seenTrainMean() > 2.5);
        assertEquals(1, curve.get(1).writtenTrainMean());
    }

    @Test
    void aSenderThatCatchesUpDoesNotAccuseThePath() {
        SweepTimes times = new SweepTimes(PLAN.packets());
        for (GapTrain train : PLAN.trains()) {
            for (int position = 0; position < train.packets(); position++) {
                // asleep until the train's end, then all at once
                long writtenNs = train.startNs() + train.packets() * train.gapNs() + position * 100L;
                times.sent(train.firstSequence() + position, train.plannedNs(position), writtenNs);
                times.arrived(train.firstSequence() + position, writtenNs + 1_000);
            }
        }
        for (GapPoint point : GapCurve.of(PLAN.trains(), times)) {
            assertEquals(0, point.keptApart());
            assertEquals(0, point.coalescedShare());
            assertEquals(20, point.writtenTrainMean());
            assertEquals(20, point.seenTrainMean());
        }
    }

    @Test
    void aLostPacketLeavesItsNeighboursOut() {
        SweepTimes times = new SweepTimes(4);
        GapTrain train = new GapTrain(100_000, 0, 4, 0);
        for (int position : new int[] {0, 1, 3}) {
            times.sent(position, position * 100_000L, position * 100_000L);
            times.arrived(position, position * 100_000L);
        }
        times.sent(2, 200_000, 200_000);
        assertEquals(1, GapCurve.of(List.of(train), times).get(0).pairs());
        assertEquals(1, times.lost());
    }

    @Test
    void aGapBelowTheThresholdIsNotResolved() {
        List<GapPoint> curve = curve(writtenNs -> writtenNs);
        assertEquals(false, curve.get(0).resolved());
        assertTrue(curve.get(1).resolved());
    }

    private static List<GapPoint> curve(LongUnaryOperator path) {
        SweepTimes times = new SweepTimes(PLAN.packets());
        for (GapTrain train : PLAN.trains()) {
            for (int position = 0; position < train.packets(); position++) {
                long plannedNs = train.plannedNs(position);
                times.sent(train.firstSequence() + position, plannedNs, plannedNs);
                times.arrived(train.firstSequence() + position, path.applyAsLong(plannedNs));
            }
        }
        return GapCurve.of(PLAN.trains(), times);
    }
}
