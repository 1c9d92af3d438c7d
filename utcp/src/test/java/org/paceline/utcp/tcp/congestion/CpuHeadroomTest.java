package org.paceline.utcp.tcp.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CpuHeadroomTest {
    private static final long MS = 1_000_000;
    private static final int SEGMENT_BYTES = 1_000;
    private static final long WINDOW_BYTES = 100_000;

    private final CpuHeadroom headroom = new CpuHeadroom();
    private long nowNs;

    @BeforeEach
    void begin() {
        headroom.on(true);
    }

    @Test
    void aLoopWithTimeLetsWindowsDouble() {
        periods(3, 1 * MS, 0);

        assertEquals(0.1, headroom.share(), 1e-9);
        assertTrue(doubles());
        assertEquals(0, headroom.rehearsalNs());
    }

    @Test
    void aLoadThatWasNeverCarriedIsRehearsedFirst() {
        periods(3, 2 * MS, 0);

        assertFalse(doubles(), "0.4 was never carried");
        // half more than asked for: 0.5 less the 0.2 that the work takes
        assertEquals(3 * MS, headroom.rehearsalNs());
        headroom.onRehearsed(3 * MS, 0);
        assertEquals(0, headroom.rehearsalNs());
        periods(2, 2 * MS, 0);

        assertEquals(1, headroom.rehearsals());
        assertEquals(0.5, headroom.shownShare(), 0.02);
        assertTrue(doubles());
    }

    @Test
    void aRehearsalThatOthersCutShortShowsNothing() {
        periods(3, 2 * MS, 0);
        assertFalse(doubles());
        headroom.onRehearsed(1 * MS, 2 * MS);
        periods(1, 2 * MS, 0);

        assertEquals(0, headroom.rehearsals());
        assertFalse(doubles());
    }

    @Test
    void aLoopThatComesLateHoldsGrowth() {
        periods(3, 6 * MS, 0);
        assertFalse(grows());
        headroom.onRehearsed(headroom.rehearsalNs(), 0);
        periods(1, 6 * MS, 0);
        assertTrue(grows(), "a segment more in a window of 100 is little");
        periods(3, 4 * MS, 5 * MS);

        assertEquals(0.9, headroom.share(), 1e-9);
        assertFalse(grows());
        assertEquals(0, headroom.rehearsalNs(), "nothing larger is to be tried by now");
        assertTrue(headroom.heldGrowths() > 0);
    }

    @Test
    void ofADoublingThatDoesNotFitAPartIsLetThrough() {
        // 0.8 was carried, 0.6 is the load now: of another 0.6 a third fits
        periods(3, 8 * MS, 0);
        periods(1, 6 * MS, 0);
        long let = IntStream.range(0, 300).filter(each -> doubles()).count();

        assertEquals(100.0, (double) let, 5.0);
        assertEquals(300 - let, headroom.heldGrowths());
    }

    @Test
    void aConnectionAnswersForItsPartOfTheLoad() {
        // 0.5 was carried, 0.4 is the load now, of 5 MB a second
        periods(3, 5 * MS, 0);
        headroom.onSent(50_000);
        periods(1, 4 * MS, 0);

        assertTrue(headroom.carries(true, WINDOW_BYTES, SEGMENT_BYTES, 500_000), "a tenth of it may double");
        assertFalse(headroom.carries(true, WINDOW_BYTES, SEGMENT_BYTES, 5_000_000));
    }

    @Test
    void offItHoldsNothing() {
        headroom.on(false);
        periods(3, 9 * MS, 1 * MS);

        assertTrue(doubles());
        assertEquals(0, headroom.rehearsalNs());
        assertEquals(0, headroom.heldGrowths());
    }

    /** Whole periods in which the loop worked and was late for so long. */
    private void periods(int count, long busyNs, long lateNs) {
        for (int period = 0; period < count; period++) {
            headroom.onWork(nowNs, nowNs + busyNs);
            headroom.onLate(lateNs);
            nowNs += CpuHeadroom.PERIOD_NS;
            headroom.onWork(nowNs, nowNs);
        }
    }

    private boolean doubles() {
        return headroom.carries(true, WINDOW_BYTES, SEGMENT_BYTES, -1);
    }

    private boolean grows() {
        return headroom.carries(false, WINDOW_BYTES, SEGMENT_BYTES, -1);
    }
}
