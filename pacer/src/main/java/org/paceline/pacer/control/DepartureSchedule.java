package org.paceline.pacer.control;

/**
 * Answers one question for one flow: when may the next frame leave, at the earliest?
 *
 * <p>The schedule is absolute. A departure is measured against the time it was due and not against the previous one, so
 * a late wake-up moves one gap and leaves the average rate alone, while idle time earns nothing: only a frame that
 * stood ready before its time, or right behind the one before it, can be late. Belongs to the loop that sends and is
 * not thread-safe. Times are nanoseconds; where the clock steps back, the schedule does not.
 */
public final class DepartureSchedule {
    /** Longer gaps count as this long: an hour, far beyond what keeps a connection alive. */
    static final long MAX_INTERVAL_NS = 3_600_000_000_000L;

    private final LatePolicy latePolicy;
    private boolean frameWaiting;
    private long dueNs;
    private long sentNs;

    /** Where the gaps begin that the next departure has to keep, and those of the burst before its last segment. */
    private long baseNs;

    private long owedNs;
    private long lastIntervalNs;

    /** Segments since the last gap that was kept. */
    private int burstSegments;

    private long departures;
    private long creditNs;
    private long skippedNs;

    public DepartureSchedule(LatePolicy latePolicy) {
        this.latePolicy = latePolicy;
    }

    /** Earliest departure of the next frame; in the past when it may leave at once. */
    public long earliestDepartureNs() {
        return dueNs;
    }

    /** Whether a frame may leave at {@code nowNs}. */
    public boolean due(long nowNs) {
        return nowNs >= dueNs;
    }

    /** A frame is ready to leave: from its due time on, what passes is lateness. With no gap to keep there is none. */
    public void onFrameReady(long nowNs) {
        frameWaiting |= dueNs != sentNs && nowNs <= Math.max(dueNs, sentNs);
    }

    /** Whether the next frame waits for this schedule, rather than this schedule for a frame. */
    public boolean frameWaiting() {
        return frameWaiting;
    }

    /** How many frames have left. */
    public long departures() {
        return departures;
    }

    /** By how much the next gap is shorter because the last frame left late. */
    public long creditNs() {
        return creditNs;
    }

    /** The rest of the last frame's lateness, which is not given back: everything after it is later by so much. */
    public long skippedNs() {
        return skippedNs;
    }

    /** As {@link #onSent(long, long, int)}, each frame for itself. */
    public void onSent(long nowNs, long intervalNs) {
        onSent(nowNs, intervalNs, 1);
    }

    /**
     * A frame left.
     *
     * @param nowNs when it left
     * @param intervalNs gap to the next frame, from the pacing policy; 0 when unpaced
     * @param quantumSegments how many frames may leave together, their gaps summed up behind the last of them
     */
    public void onSent(long nowNs, long intervalNs, int quantumSegments) {
        long boundedNs = Math.max(0, Math.min(intervalNs, MAX_INTERVAL_NS));
        if (burstSegments == 0) {
            long lateNs = frameWaiting ? Math.max(0, nowNs - dueNs) : 0;
            creditNs = latePolicy.creditNs(lateNs, boundedNs * quantumSegments);
            baseNs = Math.max(dueNs, nowNs - creditNs);
            skippedNs = lateNs - creditNs;
            owedNs = 0;
        } else {
            creditNs = 0;
            skippedNs = 0;
            owedNs += lastIntervalNs;
        }
        lastIntervalNs = boundedNs;
        burstSegments++;
        departures++;
        frameWaiting = false;
        sentNs = Math.max(sentNs, nowNs);
        if (burstSegments < quantumSegments) {
            dueNs = baseNs;
        } else {
            burstSegments = 0;
            dueNs = baseNs + owedNs + lastIntervalNs;
        }
    }

    /**
     * The flow has another window, round trip or limit than at its last departure, which changes the gap that is
     * running.
     *
     * @param intervalNs what the pacing policy says now of the last frame that left
     */
    public void onIntervalChanged(long intervalNs) {
        if (departures == 0) {
            return;
        }
        lastIntervalNs = Math.max(0, Math.min(intervalNs, MAX_INTERVAL_NS));
        if (burstSegments == 0) {
            dueNs = baseNs + owedNs + lastIntervalNs;
        }
    }
}
