package org.paceline.cli.iperf.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
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
        PacedSummary summary = log.summary("half-rtt", QUIET);

        assertEquals(500, summary.departures());
        assertEquals(0, summary.backToBackShare());
        assertEquals(1, summary.trainWeightedMean());
        assertEquals(5_000, summary.backToBackThresholdNs());
        assertTrue(Math.abs(summary.gapNs().p50() - GAP_NS) <= GAP_NS / 1_000, summary.toString());
        assertEquals(100, summary.errorNs().p99());
        assertEquals(0, summary.late());
        assertEquals(QUIET, summary.noiseFloorNs());
    }

    @Test
    void pairsAreTrainsOfTwo() {
        log.onCounted();
        for (int pair = 0; pair < 100; pair++) {
            log.departed(40_000, DepartureListener.UNPLANNED, pair * GAP_NS, 0, FRAME_BYTES);
            log.departed(40_000, DepartureListener.UNPLANNED, pair * GAP_NS + 2_000, 0, FRAME_BYTES);
        }
        PacedSummary summary = log.summary("off", QUIET);

        assertEquals(100.0 / 199, summary.backToBackShare(), 1e-12);
        assertEquals(2, summary.trainWeightedMean());
        assertEquals(0, summary.errorNs().max(), "nothing was planned");
    }

    @Test
    void lateIsWhatHalfAGapCannotMakeGood() {
        log.onCounted();
        log.departed(40_000, GAP_NS, GAP_NS + GAP_NS / 2, GAP_NS, FRAME_BYTES);
        log.departed(40_000, 2 * GAP_NS, 2 * GAP_NS + GAP_NS / 2 + 1, GAP_NS, FRAME_BYTES);

        assertEquals(1, log.summary("rtt", QUIET).late());
    }

    @Test
    void whatDoesNotCountIsNotWrittenDown() {
        log.departed(40_000, 0, 0, 0, FRAME_BYTES);
        log.onCounted();
        log.departed(40_000, 0, GAP_NS, 0, FRAME_BYTES);
        log.onSendingEnded();
        log.departed(40_000, 0, 2 * GAP_NS, 0, FRAME_BYTES);

        assertEquals(1, log.summary("rtt", QUIET).departures());
    }

    @Test
    void beyondItsBoundTheLogSaysWhatItLeavesOut() {
        log.onCounted();
        for (int frame = 0; frame < 1_500; frame++) {
            log.departed(40_000, DepartureListener.UNPLANNED, frame * GAP_NS, 0, FRAME_BYTES);
        }
        PacedSummary summary = log.summary("off", QUIET);

        assertEquals(1_500, summary.departures());
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
        PacedSummary summary = log.summary("10G", QUIET);

        assertTrue(summary.backToBackThresholdNs() <= gapNs / 4 + 1, summary.toString());
        assertEquals(1, summary.trainWeightedMean());
    }

    @Test
    void anEmptyLogHasNoShares() {
        PacedSummary summary = log.summary("off", QUIET);

        assertEquals(0, summary.departures());
        assertTrue(Double.isNaN(summary.backToBackShare()));
        assertTrue(Double.isNaN(summary.trainWeightedMean()));
    }
}
