package org.paceline.pacer.control;

/**
 * Answers for one flow when its next frame may leave, and is told when a frame left.
 *
 * <p>The schedule is absolute: {@code next = max(now, next) + interval}, less what the {@link LatePolicy} gives back.
 * Lateness is the time between the due time and the departure of a frame that was waiting for it; a flow that had
 * nothing to send, or no window, was not waiting, so idle time earns no credit. Belongs to the loop that sends; not
 * thread-safe. Times are nanoseconds of a clock that does not run backwards.
 */
public final class DepartureSchedule {
    private final LatePolicy latePolicy;
    private boolean frameWaiting;
    private long dueNs;

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

    /** A frame stands ready before its time: from its due time on, what passes is lateness. */
    public void onFrameWaiting() {
        frameWaiting = true;
    }

    /** Whether the next frame waits for this schedule, rather than this schedule for a frame. */
    public boolean frameWaiting() {
        return frameWaiting;
    }

    /**
     * A frame left.
     *
     * @param nowNs when it left
     * @param intervalNs gap to the next frame, from the pacing policy; 0 when unpaced
     */
    public void onSent(long nowNs, long intervalNs) {
        long lateNs = frameWaiting ? Math.max(0, nowNs - dueNs) : 0;
        dueNs = Math.max(dueNs, nowNs - latePolicy.creditNs(lateNs, intervalNs)) + intervalNs;
        frameWaiting = false;
    }
}
