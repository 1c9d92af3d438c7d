package org.paceline.pacer.wait;

/**
 * How long before its deadline a sleeper asks to be woken, learned from how much it oversleeps.
 *
 * <p>Follows the 99th percentile: a late wake-up raises the margin by 99 times what one in time lowers it, so it rests
 * where one in a hundred is late. A stall that no margin allowed could cover teaches nothing, and the thousandth is not
 * chased: on a busy host both are a scheduler's time slices, and covering those would mean never sleeping.
 */
final class SpinMargin {
    /** Measured on a virtual machine: 20 us to wake a sleeping thread, the tail reaching 60 us. */
    static final long INITIAL_NS = 60_000;

    /** No less than a wake-up takes. */
    static final long MIN_NS = 20_000;

    /** More than the 50 us of Linux's default timer slack, the tail included; beyond it lies contention. */
    static final long MAX_NS = 200_000;

    /** From the start to the floor in 800 sleeps, a tenth of a second at 100 Mb/s. */
    static final long SINK_NS = 50;

    static final long RISE_NS = 99 * SINK_NS;

    private long marginNs = INITIAL_NS;

    long ns() {
        return marginNs;
    }

    /** A sleep ran its time, and this much longer. */
    void onOverslept(long oversleptNs) {
        if (oversleptNs > MAX_NS) {
            return;
        }
        marginNs = oversleptNs > marginNs ? Math.min(marginNs + RISE_NS, MAX_NS) : Math.max(marginNs - SINK_NS, MIN_NS);
    }

    /**
     * The margin left no room to sleep, so nothing was learned. What contention has added is forgotten step by step;
     * otherwise a margin above the interval would stay there for good.
     */
    void onSleepSkipped() {
        if (marginNs > INITIAL_NS) {
            marginNs -= SINK_NS;
        }
    }
}
