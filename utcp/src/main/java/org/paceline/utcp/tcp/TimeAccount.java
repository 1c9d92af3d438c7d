package org.paceline.utcp.tcp;

/**
 * Where a connection's time went: nanoseconds for each {@link SendLimit}, which add up to its life exactly, from its
 * first segment to the last look. Belongs to its connection.
 */
@SuppressWarnings("EnumOrdinal") // an array by limit is what makes an update two stores
final class TimeAccount {
    private static final SendLimit[] LIMITS = SendLimit.values();
    private static final long NOT_YET_NS = Long.MIN_VALUE;

    private final long[] spentNs = new long[LIMITS.length];
    private SendLimit limit = SendLimit.HANDSHAKE;
    private long startNs = NOT_YET_NS;
    private long sinceNs;

    /** While paced: when the departure comes, after which it is the device that keeps the segment. */
    private long heldUntilNs;

    private boolean busy;
    private long busyNs;
    private boolean over;

    /**
     * From now on the connection waits for this.
     *
     * @param heldUntilNs the planned departure for {@link SendLimit#PACING}
     * @param busy data is waiting or in flight
     */
    void enter(SendLimit entered, long nowNs, long heldUntilNs, boolean busy) {
        if (over) {
            return;
        }
        if (startNs == NOT_YET_NS) {
            startNs = nowNs;
            sinceNs = nowNs;
        }
        spend(nowNs);
        limit = entered;
        this.heldUntilNs = heldUntilNs;
        this.busy = busy;
    }

    /** The connection is closed: its life ends here. */
    void end(long nowNs) {
        if (startNs != NOT_YET_NS && !over) {
            spend(nowNs);
        }
        over = true;
    }

    /** A moment before the last one is a loop that planned ahead: what is counted stays counted. */
    private void spend(long nowNs) {
        long elapsedNs = nowNs - sinceNs;
        if (elapsedNs <= 0) {
            return;
        }
        long pacedNs = elapsedNs;
        if (limit == SendLimit.PACING) {
            pacedNs = Math.max(0, Math.min(elapsedNs, heldUntilNs - sinceNs));
            spentNs[SendLimit.DEVICE.ordinal()] += elapsedNs - pacedNs;
        }
        spentNs[limit.ordinal()] += pacedNs;
        busyNs += busy ? elapsedNs : 0;
        sinceNs = nowNs;
    }

    /** As of now, for those who ask. */
    TimeReport report(long nowNs) {
        if (!over && startNs != NOT_YET_NS) {
            spend(nowNs);
        }
        return new TimeReport(spentNs.clone(), busyNs, startNs == NOT_YET_NS ? 0 : sinceNs - startNs);
    }

    long spentNs(SendLimit asked) {
        return spentNs[asked.ordinal()];
    }

    SendLimit limit() {
        return limit;
    }

    /** For the invariants: nothing counted twice, and nothing lost. */
    boolean addsUp() {
        long sumNs = 0;
        for (long spent : spentNs) {
            sumNs += spent;
        }
        return startNs == NOT_YET_NS ? sumNs == 0 : sumNs == sinceNs - startNs;
    }
}
