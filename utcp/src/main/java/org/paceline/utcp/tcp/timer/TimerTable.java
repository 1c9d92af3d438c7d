package org.paceline.utcp.tcp.timer;

import java.util.Arrays;

/** The deadlines of one connection, one a purpose. Setting and stopping are a store each; nobody is told. */
@SuppressWarnings("EnumOrdinal") // an array by purpose is what makes setting a timer one store
public final class TimerTable {
    /** A deadline that does not come. */
    public static final long NEVER_NS = Long.MAX_VALUE;

    private static final TimerPurpose[] PURPOSES = TimerPurpose.values();

    private final long[] deadlinesNs = new long[PURPOSES.length];

    public TimerTable() {
        stopAll();
    }

    public void set(TimerPurpose purpose, long deadlineNs) {
        deadlinesNs[purpose.ordinal()] = deadlineNs;
    }

    public void stop(TimerPurpose purpose) {
        deadlinesNs[purpose.ordinal()] = NEVER_NS;
    }

    public void stopAll() {
        Arrays.fill(deadlinesNs, NEVER_NS);
    }

    public boolean armed(TimerPurpose purpose) {
        return deadlinesNs[purpose.ordinal()] != NEVER_NS;
    }

    public long deadlineNs(TimerPurpose purpose) {
        return deadlinesNs[purpose.ordinal()];
    }

    /** Stops the timer when its time has come, and says whether it had. */
    public boolean expire(TimerPurpose purpose, long nowNs) {
        if (nowNs < deadlinesNs[purpose.ordinal()]) {
            return false;
        }
        stop(purpose);
        return true;
    }

    public long nextNs() {
        long nextNs = NEVER_NS;
        for (long deadlineNs : deadlinesNs) {
            nextNs = Math.min(nextNs, deadlineNs);
        }
        return nextNs;
    }
}
