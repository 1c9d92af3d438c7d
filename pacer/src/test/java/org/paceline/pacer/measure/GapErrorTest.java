package org.paceline.pacer.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GapErrorTest {
    private static final long GAP_NS = 120_000;

    private final GapError error = new GapError();

    @Test
    void aFlowThatIsLateByTheSameEachTimeHasGoodGaps() {
        for (int frame = 0; frame < 100; frame++) {
            error.onDeparture(frame * GAP_NS, frame * GAP_NS + 70_000, GAP_NS);
        }

        GapErrorSnapshot snapshot = error.snapshot();
        assertEquals(99, snapshot.gaps());
        assertEquals(99, snapshot.planned());
        assertEquals(0, snapshot.microBursts());
        assertEquals(new WithinShare(250, 1), snapshot.within().get(0));
    }

    @Test
    void aGapIsOffWhetherTooShortOrTooLong() {
        error.onDeparture(0, 0, GAP_NS);
        error.onDeparture(GAP_NS, GAP_NS + 4_000, GAP_NS);
        error.onDeparture(2 * GAP_NS, 2 * GAP_NS, GAP_NS);

        assertEquals(new WithinShare(1_000, 0), error.snapshot().within().get(1));
        assertEquals(new WithinShare(5_000, 1), error.snapshot().within().get(2));
    }

    @Test
    void belowHalfOfWhatWasAskedForIsAMicroBurst() {
        error.onDeparture(0, 60_000, GAP_NS);
        error.onDeparture(GAP_NS, GAP_NS, GAP_NS);
        assertEquals(0, error.snapshot().microBursts(), "exactly half");

        error.onDeparture(2 * GAP_NS, 2 * GAP_NS + 60_001, GAP_NS);
        error.onDeparture(3 * GAP_NS, 3 * GAP_NS, GAP_NS);
        assertEquals(1, error.snapshot().microBursts());
    }

    @Test
    void aGapThatGivesHalfAnIntervalBackIsNone() {
        long stallNs = 1_000_000;
        error.onDeparture(0, stallNs, GAP_NS);
        error.onDeparture(stallNs + GAP_NS / 2, stallNs + GAP_NS / 2, GAP_NS);

        assertEquals(0, error.snapshot().microBursts());
    }

    @Test
    void framesThatAreToLeaveTogetherAreNone() {
        error.onDeparture(GAP_NS, GAP_NS, GAP_NS);
        error.onDeparture(GAP_NS, GAP_NS + 2_000, GAP_NS);

        assertEquals(0, error.snapshot().microBursts());
    }

    @Test
    void aFrameWithoutAPlanMayBeOneButHasNoError() {
        error.onUnplannedDeparture(0, GAP_NS);
        error.onUnplannedDeparture(GAP_NS / 4, GAP_NS);
        error.onDeparture(2 * GAP_NS, 2 * GAP_NS, GAP_NS);

        GapErrorSnapshot snapshot = error.snapshot();
        assertEquals(2, snapshot.gaps());
        assertEquals(0, snapshot.planned());
        assertEquals(1, snapshot.microBursts());
    }

    @Test
    void anUnpacedFlowHasNone() {
        error.onUnplannedDeparture(0, 0);
        error.onUnplannedDeparture(1, 0);

        assertEquals(0, error.snapshot().microBursts());
    }

    @Test
    void flowsAddUpWithoutAGapBetweenThem() {
        GapError other = new GapError();
        other.onDeparture(0, 0, GAP_NS);
        other.onDeparture(GAP_NS, GAP_NS, GAP_NS);
        error.onDeparture(5, 5, GAP_NS);
        error.add(other);

        assertEquals(1, error.snapshot().gaps());
        assertTrue(error.snapshot().within().stream().allMatch(within -> within.share() == 1));
    }
}
