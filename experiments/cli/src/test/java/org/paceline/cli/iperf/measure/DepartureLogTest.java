package org.paceline.cli.iperf.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.paceline.pacer.measure.Lateness;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.utcp.runtime.DepartureListener;

class DepartureLogTest {
    private static final Percentiles QUIET = new Percentiles(1, 2, 3, 4, 5);
    private static final long GAP_NS = 120_000; // 1,500 bytes at 100 Mb/s
    private static final int FRAME_BYTES = 1_514;

    private final DepartureLog log = new DepartureLog(1_000);

    @Test
    void anEvenFlowHasTrainsOfOne() {
        log.onCounted();
        for (int frame = 0; frame < 500; frame++) {
            log.departed(40_000, frame * GAP_NS, frame * GAP_NS + 100, GAP_NS, FRAME_BYTES);
        }
        PacedSummary summary = summary("half-rtt");

        assertEquals(500, summary.error().departures());
        assertEquals(0, summary.backToBackShare());
        assertEquals(1, summary.trainWeightedMean());
        assertEquals(5_000, summary.backToBackThresholdNs());
        assertTrue(Math.abs(summary.gapNs().p50() - GAP_NS) <= GAP_NS / 1_000, summary.toString());
        assertEquals(100, summary.error().errorNs().p99());
        assertEquals(0, summary.error().late());
        assertEquals(QUIET, summary.noiseFloorNs());
    }

    @Test
    void pairsAreTrainsOfTwo() {
        log.onCounted();
        for (int pair = 0; pair < 100; pair++) {
            log.departed(40_000, DepartureListener.UNPLANNED, pair * GAP_NS, 0, FRAME_BYTES);
            log.departed(40_000, DepartureListener.UNPLANNED, pair * GAP_NS + 2_000, 0, FRAME_BYTES);
        }
        PacedSummary summary = summary("off");

        assertEquals(100.0 / 199, summary.backToBackShare(), 1e-12);
        assertEquals(2, summary.trainWeightedMean());
        assertEquals(0, summary.error().errorNs().max(), "nothing was planned");
    }

    @Test
    void lateIsWhatHalfAGapCannotMakeGood() {
        log.onCounted();
        log.departed(40_000, GAP_NS, GAP_NS + GAP_NS / 2, GAP_NS, FRAME_BYTES);
        log.departed(40_000, 2 * GAP_NS, 2 * GAP_NS + GAP_NS / 2 + 1, GAP_NS, FRAME_BYTES);

        assertEquals(1, summary("rtt").error().late());
    }

    @Test
    void whatDoesNotCountIsNotWrittenDown() {
        log.departed(40_000, 0, 0, 0, FRAME_BYTES);
        log.onCounted();
        log.departed(40_000, 0, GAP_NS, 0, FRAME_BYTES);
        log.onSendingEnded();
        log.departed(40_000, 0, 2 * GAP_NS, 0, FRAME_BYTES);

        assertEquals(1, summary("rtt").error().departures());
    }

    @Test
    void beyondItsBoundTheLogSaysWhatItLeavesOut() {
        log.onCounted();
        for (int frame = 0; frame < 1_500; frame++) {
            log.departed(40_000, DepartureListener.UNPLANNED, frame * GAP_NS, 0, FRAME_BYTES);
        }
        PacedSummary summary = summary("off");

        assertEquals(1_500, summary.error().departures());
        assertEquals(500, summary.unobservedDepartures());
        assertEquals(1, summary.trainWeightedMean());
    }

    @Test
    void aFastFlowIsNotTakenForOneTrain() {
        log.onCounted();
        long gapNs = 1_200; // 10 Gb/s
        for (int frame = 0; frame < 1_000; frame++) {
            log.departed(40_000, DepartureListener.UNPLANNED, frame * gapNs, 0, FRAME_BYTES);
        }
        PacedSummary summary = summary("10G");

        assertTrue(summary.backToBackThresholdNs() <= gapNs / 4 + 1, summary.toString());
        assertEquals(1, summary.trainWeightedMean());
    }

    @Test
    void anEmptyLogHasNoShares() {
        PacedSummary summary = summary("off");

        assertEquals(0, summary.error().departures());
        assertTrue(Double.isNaN(summary.backToBackShare()));
        assertTrue(Double.isNaN(summary.trainWeightedMean()));
    }

    @Test
    void gapsAreComparedWithinTheirFlow() {
        log.onCounted();
        for (int frame = 0; frame < 100; frame++) {
            log.departed(40_000, frame * GAP_NS, frame * GAP_NS, GAP_NS, FRAME_BYTES);
            log.departed(40_001, frame * GAP_NS + 500, frame * GAP_NS + 500, GAP_NS, FRAME_BYTES);
        }
        PacedSummary summary = summary("half-rtt");

        assertEquals(0, summary.gapError().microBursts());
        assertEquals(198, summary.gapError().planned());
        assertEquals(1, summary.gapError().within().get(0).share());
    }

    @Test
    void stampsAreHeldAgainstReleaseAndPlan() {
        log.stamped(40_000, 0, 0, 1);
        log.onCounted();
        log.stamped(40_000, 1_000, 1_100, 2_000);
        log.stamped(40_000, DepartureListener.UNPLANNED, 5_000, 5_900);

        assertEquals(2, summary("rtt").stamps().stamped());
        assertEquals(900, summary("rtt").stamps().fromReleaseNs().max());
        assertEquals(1_000, summary("rtt").stamps().fromPlanNs().max());
    }

    @Test
    void latenessCountsOnlyWhileTheTestDoes() {
        log.late(40_000, 1, 1);
        log.onCounted();
        log.late(40_000, 60_000, 10_000);
        log.onSendingEnded();
        log.late(40_000, 1, 1);

        assertEquals(new Lateness(1, 60_000, 1, 10_000), summary("rtt").error().lateness());
    }

    @Test
    void theThreadsCostIsSharedOutAmongItsPackets() {
        log.onCounted();
        log.departed(40_000, 0, 0, 0, FRAME_BYTES);
        log.departed(40_000, 0, GAP_NS, 0, FRAME_BYTES);

        assertEquals(30_000, summary("rtt").cpuNsPerPacket());
        assertTrue(Double.isNaN(ThreadCost.UNKNOWN.cpuNsPerPacket(2)));
    }

    private PacedSummary summary(String policy) {
        return log.summary(
                policy,
                QUIET,
                new ThreadGrants("park", 1, ThreadGrants.ANY_CPU, 0),
                new ThreadCost(0.5, 0.25, 60_000),
                new GapHolding("timed", true, "asked for"));
    }
}
