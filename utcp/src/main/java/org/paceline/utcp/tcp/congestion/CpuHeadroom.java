package org.paceline.utcp.tcp.congestion;

/**
 * Whether the stack's own loop has time for larger windows. A loop without time answers late and loses what its device
 * cannot keep, which looks like congestion of the path and is none; so a window grows only while the load that it
 * brings can be carried (Inaba, "packet pacing of cooperating driver and TCP stack", section 2: the load rises ahead of
 * the window, as a schedule of the stack's run time).
 *
 * <p>The loop tells how long it worked and how late it came; both count by the clock, so that time which others took of
 * the core counts as well. The load of the next window is predicted from them. One that was never carried before is
 * first rehearsed: the loop spins for as long as the next window would keep it at work, and sees whether it was given
 * the time. Shared by the connections of a stack; belongs to the loop's thread.
 */
public final class CpuHeadroom {
    /** A load is judged by so much time: several slices of a scheduler. */
    static final long PERIOD_NS = 10_000_000;

    /** Beyond this what arrives waits longer than it takes to handle (M/D/1: 2.8 times at 0.85). */
    static final double BOUND = 0.85;

    /** Below this nothing need be shown: twice as much is no question. */
    static final double SMALL = 0.25;

    /** A period in which the loop was late for more than this part of it has shown nothing. */
    static final double LATE_PART = 0.1;

    /** What was carried once is forgotten by half in some 0.7 s, since others may want the core by then. */
    private static final double MEMORY = 0.99;

    /** What is rehearsed is more than the next window brings, or every ACK would call for a rehearsal of its own. */
    private static final double AHEAD = 1.25;

    private boolean on;
    private long periodStartNs = Long.MIN_VALUE;
    private long busyNs;
    private long lateNs;
    private long rehearsedNs;
    private long rehearsalLateNs;
    private long sentBytes;

    /** Of the last period: part of it that the loop worked or was late, and bytes a second that it sent. */
    private double share;

    private double bytesPerSecond;

    /** Share that the loop is known to carry, and one that is to be shown, 0 for none. */
    private double shown;

    private double wanted;
    /** Growths that fit and were not taken yet; below 1 after each question. */
    private double turns;

    private long heldGrowths;
    private long rehearsals;

    /** Off, windows grow as the path allows. */
    public void on(boolean changed) {
        on = changed;
    }

    public boolean on() {
        return on;
    }

    // told by the loop

    /** The loop was at work from one time to the other. */
    public void onWork(long fromNs, long toNs) {
        roll(fromNs);
        busyNs += toNs - fromNs;
        roll(toNs);
    }

    /** It came back so much later than it wanted to. */
    public void onLate(long lateNs) {
        this.lateNs += lateNs;
    }

    /** It has spun for a load that is to come, and others had the core for a part of that. */
    public void onRehearsed(long spunNs, long lostNs) {
        rehearsedNs += spunNs;
        rehearsalLateNs += lostNs;
    }

    public void onSent(int bytes) {
        sentBytes += bytes;
    }

    /** How long the loop is still to spin in this period, beside its work; 0 when nothing is to be shown. */
    public long rehearsalNs() {
        if (!on || wanted <= share) {
            return 0;
        }
        return Math.max(0, (long) ((wanted - share) * PERIOD_NS) - rehearsedNs);
    }

    private void roll(long nowNs) {
        if (periodStartNs == Long.MIN_VALUE) {
            periodStartNs = nowNs;
        }
        long elapsedNs = nowNs - periodStartNs;
        if (elapsedNs < PERIOD_NS) {
            return;
        }
        share = Math.min(1, (double) (busyNs + lateNs) / elapsedNs);
        bytesPerSecond = sentBytes * 1e9 / elapsedNs;
        if (lateNs + rehearsalLateNs > LATE_PART * elapsedNs) {
            // it was not given what it wanted: nothing larger than what it did is known to fit
            shown = Math.min(shown, share * (1 - LATE_PART));
            wanted = 0;
        } else {
            shown = Math.max(shown * MEMORY, share);
            considerRehearsal(elapsedNs);
        }
        busyNs = 0;
        lateNs = 0;
        rehearsedNs = 0;
        rehearsalLateNs = 0;
        sentBytes = 0;
        periodStartNs = nowNs;
    }

    private void considerRehearsal(long elapsedNs) {
        boolean carried = share * elapsedNs + rehearsedNs >= wanted * elapsedNs * (1 - LATE_PART);
        if (wanted > 0 && carried) {
            shown = Math.max(shown, wanted);
            wanted = 0;
            rehearsals++;
        }
    }

    // asked by connections

    /**
     * Whether a window may grow by what one acknowledgment gives it.
     *
     * @param slowStart whether the window doubles in a round trip
     * @param deliveryRate of the connection in bytes a second, -1 while unknown
     */
    public boolean carries(boolean slowStart, long windowBytes, int segmentBytes, long deliveryRate) {
        if (!on) {
            return true;
        }
        double growth = slowStart ? 1 : (double) segmentBytes / Math.max(windowBytes, segmentBytes);
        double more = share * growth * part(deliveryRate);
        double limit = Math.max(SMALL, Math.min(shown, BOUND));
        if (share + more <= limit) {
            return true;
        }
        wanted = Math.max(wanted, Math.min(BOUND, (share + more) * AHEAD));
        // a part of the growth may fit: so many acknowledgments of all count
        turns += Math.max(0, limit - share) / more;
        if (turns >= 1) {
            turns--;
            return true;
        }
        heldGrowths++;
        return false;
    }

    /** The connection's part of what the loop sends. */
    private double part(long deliveryRate) {
        return deliveryRate < 0 || bytesPerSecond <= 0 ? 1 : Math.min(1, deliveryRate / bytesPerSecond);
    }

    // getters

    /** Part of the last period that the loop worked or was late. */
    public double share() {
        return share;
    }

    /** Part that it is known to carry. */
    public double shownShare() {
        return shown;
    }

    /** Acknowledgments at which a window was not allowed to grow. */
    public long heldGrowths() {
        return heldGrowths;
    }

    /** Periods in which the load of a window to come was carried. */
    public long rehearsals() {
        return rehearsals;
    }
}
