package org.paceline.cli.lab;

import java.util.Locale;

/** A guest of Xen that sends in one way, beside a dom0 whose scheduling and rate limit are set in one way. */
public enum XenVariant {
    /** The sender sleeps between packets, and dom0 may have the processor meanwhile. */
    SLEEPING(false, 256, 1_000, false),
    /** The sender spins between packets: its processor is never free. */
    BUSY(true, 256, 1_000, false),
    /** The same, and dom0 weighs eight times as much: {@code xl sched-credit2 -d 0 -w 2048}. */
    BUSY_WEIGHT(true, 2_048, 1_000, false),
    /** The same, and the running domain may be displaced after 100 us: {@code xl sched-credit2 -s -r 100}. */
    BUSY_RATELIMIT(true, 256, 100, false),
    /** Both. */
    BUSY_BOTH(true, 2_048, 100, false),
    /** The backend lets through nine tenths of what the guest sends: {@code rate=} of its vif, every 50 ms. */
    BUSY_VIF_RATE(true, 256, 1_000, true),
    /** Our own TCP in the guest, whose pacer's thread sleeps between segments. */
    SLEEPING_TCP(false, 256, 1_000, false),
    /** The same, and its thread spins. */
    BUSY_TCP(true, 256, 1_000, false);

    private final boolean busy;
    private final int dom0Weight;
    private final int ratelimitUs;
    private final boolean vifRate;

    XenVariant(boolean busy, int dom0Weight, int ratelimitUs, boolean vifRate) {
        this.busy = busy;
        this.dom0Weight = dom0Weight;
        this.ratelimitUs = ratelimitUs;
        this.vifRate = vifRate;
    }

    SpacingSender sender() {
        return new SpacingSender(busy, this == SLEEPING_TCP || this == BUSY_TCP);
    }

    /** Whether the guest's interface is to be limited below what the guest sends. */
    boolean vifRate() {
        return vifRate;
    }

    /** What dom0 is to run beforehand. */
    String scheduling(XenScheduler scheduler) {
        String xl = "xl sched-" + scheduler.label();
        return xl + " -d 0 -w " + dom0Weight + " && " + xl + " -s -r " + ratelimitUs + " && echo scheduled";
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
