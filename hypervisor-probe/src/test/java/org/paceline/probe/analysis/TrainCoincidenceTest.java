package org.paceline.probe.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.probe.analysis.HostInterval.Kind;

class TrainCoincidenceTest {
    private static final long MS = 1_000_000;
    private static final long BEGAN_NS = 1_700_000_000_000_000_000L;
    private static final long LENGTH_NS = 2_000 * MS;

    /** A packet every millisecond, and each 100 ms a silence of 20 ms with a train of 20 behind it. */
    private final ArrivalSeries series = stalled(BEGAN_NS);

    @Test
    void stallsThatMakeTheTrainsCoincideWithAll() {
        TrainCoincidence found = TrainCoincidence.of(series, same -> same, timeline(stalls(0), List.of()));

        assertEquals(19, found.trains());
        assertEquals(19, found.inStalls());
        assertTrue(found.stallChance() < 0.35, found::toString);
        assertEquals(0, found.inSteal());
    }

    @Test
    void stallsAtOtherTimesCoincideWithNone() {
        TrainCoincidence found = TrainCoincidence.of(series, same -> same, timeline(stalls(50 * MS), List.of()));

        assertEquals(19, found.trains());
        assertEquals(0, found.inStalls());
    }

    @Test
    void aShortStallDoesNotExplainALongSilence() {
        List<HostInterval> shortOnes = new ArrayList<>();
        for (HostInterval stall : stalls(0)) {
            shortOnes.add(new HostInterval(stall.startNs() + 5 * MS, 2 * MS, Kind.STALL));
        }

        assertEquals(
                0,
                TrainCoincidence.of(series, same -> same, timeline(shortOnes, List.of()))
                        .inStalls());
    }

    @Test
    void stealThatNeverEndsCoincidesByChanceAsOften() {
        HostInterval always = new HostInterval(BEGAN_NS, LENGTH_NS, Kind.STEAL);

        TrainCoincidence found = TrainCoincidence.of(series, same -> same, timeline(List.of(), List.of(always)));

        assertEquals(1, found.stealShare());
        assertEquals(1, found.stealChance(), 0.1);
    }

    @Test
    void anotherClockIsTakenBackFirst() {
        long offsetNs = 5_000_000_000L;

        TrainCoincidence found = TrainCoincidence.of(
                stalled(BEGAN_NS + offsetNs), pointNs -> pointNs - offsetNs, timeline(stalls(0), List.of()));

        assertEquals(19, found.inStalls());
    }

    @Test
    void trainsOutsideOfTheWatchDoNotCount() {
        HostTimeline half = new HostTimeline(BEGAN_NS, BEGAN_NS + LENGTH_NS / 2, stalls(0));

        assertEquals(9, TrainCoincidence.of(series, same -> same, half).trains());
        assertEquals(
                0, TrainCoincidence.of(series, same -> same, HostTimeline.NONE).trains());
    }

    private static HostTimeline timeline(List<HostInterval> stalls, List<HostInterval> steal) {
        List<HostInterval> all = new ArrayList<>(stalls);
        all.addAll(steal);
        return new HostTimeline(BEGAN_NS, BEGAN_NS + LENGTH_NS, all);
    }

    private static List<HostInterval> stalls(long laterNs) {
        List<HostInterval> stalls = new ArrayList<>();
        for (int period = 1; period < 20; period++) {
            stalls.add(new HostInterval(BEGAN_NS + period * (100 * MS) + laterNs, 19 * MS, Kind.STALL));
        }
        return stalls;
    }

    private static ArrivalSeries stalled(long beganNs) {
        ArrivalSeries series = new ArrivalSeries();
        for (int tick = 0; tick < 2_000; tick++) {
            int inPeriod = tick % 100;
            boolean held = tick >= 100 && inPeriod < 20;
            // what was due in the first 20 ms of a period leaves at their end, a microsecond apart
            long sentNs = held ? (tick - inPeriod + 20) * MS - (20 - inPeriod) * 1_000L : tick * MS;
            series.add(beganNs + sentNs, 1_000);
        }
        return series;
    }
}
