package org.paceline.utcp.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.wait.Spin;
import org.paceline.pacer.wait.WakeSource;
import org.paceline.utcp.tcp.congestion.CpuHeadroom;

class HeadroomWaitTest {
    private static final long MS = 1_000_000;

    /** What it takes to ask the device, and to read the clock. */
    private static final long ASK_NS = 1_500;

    private static final long READ_NS = 10;

    private final CpuHeadroom headroom = new CpuHeadroom();
    private final NanoClock clock = this::readClock;
    private final Spin spin = new Spin(clock);
    private final HeadroomWait wait = new HeadroomWait(headroom, clock, () -> NanoClock.NEVER_NS);
    private long nowNs;
    private long askNs = ASK_NS;
    private long workAtNs = NanoClock.NEVER_NS;

    @BeforeEach
    void aLoadThatIsToBeShown() {
        headroom.on(true);
        for (int period = 0; period < 3; period++) {
            headroom.onWork(nowNs, nowNs + 2 * MS);
            nowNs += 10 * MS;
            headroom.onWork(nowNs, nowNs);
        }
        headroom.carries(true, 100_000, 1_000, -1);
        assertEquals(3 * MS, headroom.rehearsalNs());
    }

    @Test
    void aRehearsalMakesNoDepartureLate() {
        long deadlineNs = nowNs + MS;

        wait.until(deadlineNs, spin, new Source());

        assertTrue(nowNs < deadlineNs + READ_NS, "late by " + (nowNs - deadlineNs) + " ns");
        assertEquals(1, spin.oversleep().waits(), "the waiter ended the wait");
    }

    @Test
    void whatIsSpunCountsAndNoMore() {
        askNs = 0;
        long deadlineNs = nowNs + MS;

        wait.until(deadlineNs, spin, new Source());

        assertNear(2 * MS + HeadroomWait.WAITER_NS, headroom.rehearsalNs());
    }

    @Test
    void timeThatOthersHadIsNoPartOfIt() {
        askNs = HeadroomWait.GAP_NS;
        long deadlineNs = nowNs + MS;

        wait.until(deadlineNs, spin, new Source());

        assertNear(3 * MS, headroom.rehearsalNs());
    }

    @Test
    void workEndsIt() {
        workAtNs = nowNs + MS / 2;

        wait.until(nowNs + MS, spin, new Source());

        assertTrue(nowNs <= workAtNs + 2 * ASK_NS, "late by " + (nowNs - workAtNs) + " ns");
        assertEquals(0, spin.oversleep().waits());
    }

    private static void assertNear(long expectedNs, long actualNs) {
        assertTrue(Math.abs(actualNs - expectedNs) <= 2 * READ_NS, () -> actualNs + " ns, not " + expectedNs);
    }

    private long readClock() {
        nowNs += READ_NS;
        return nowNs;
    }

    private final class Source implements WakeSource {
        @Override
        public boolean ready() {
            nowNs += askNs;
            return nowNs >= workAtNs;
        }

        @Override
        public void park(long maxNs) {
            throw new AssertionError("a spinning wait parks");
        }
    }
}
