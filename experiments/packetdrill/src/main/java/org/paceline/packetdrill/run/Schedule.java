package org.paceline.packetdrill.run;

import org.paceline.packetdrill.script.EventTime;

/** When the events of a script are due on the host's clock, and how late or early they may be. Not thread-safe. */
final class Schedule {
    /** packetdrill: an eighth of the gap, where that is more than the tolerance. */
    private static final int GAP_SHARE = 8;

    private final long beginNs;
    private final long toleranceNs;

    /** Script time of the event before, as far as it may have come early or late. */
    private long previousEarlyNs;

    private long previousLateNs;
    private long earlyNs;
    private long lateNs;
    private long allowedNs;
    private boolean open;

    Schedule(long beginNs, long toleranceNs) {
        this.beginNs = beginNs;
        this.toleranceNs = toleranceNs;
        this.previousEarlyNs = beginNs;
        this.previousLateNs = beginNs;
    }

    /** Goes on to the next event. */
    void next(EventTime time) {
        open = time.base() == EventTime.Base.ANY;
        boolean relative = time.base() != EventTime.Base.SCRIPT;
        earlyNs = (relative ? previousEarlyNs : beginNs) + time.startNs();
        lateNs = (relative ? previousLateNs : beginNs) + time.endNs();
        allowedNs = Math.max(toleranceNs, (lateNs - previousLateNs) / GAP_SHARE);
    }

    /**
     * The event happened then, and those that follow count from its time in the script; where that is a range, from its
     * beginning or from this moment.
     *
     * @param ours the script made it itself, so that it ends what a range before it has left open
     */
    void happened(long nowNs, boolean ours) {
        long insideNs = Math.min(lateNs, Math.max(earlyNs, nowNs));
        previousLateNs = open ? nowNs : insideNs;
        previousEarlyNs = ours || open ? previousLateNs : earlyNs;
    }

    /**
     * When a call or an arriving packet is made; the latest time of a packet that is expected, less what is allowed.
     */
    long dueNs() {
        return earlyNs;
    }

    boolean anyTime() {
        return open;
    }

    /** When a call that blocks returns. */
    long callEndNs(EventTime time) {
        return (time.base() == EventTime.Base.SCRIPT ? beginNs : previousEarlyNs) + time.callEndNs();
    }

    long latestNs() {
        return open ? Long.MAX_VALUE : lateNs + allowedNs;
    }

    boolean fits(long timeNs) {
        return open || (timeNs >= earlyNs - allowedNs && timeNs <= latestNs());
    }

    long toleranceNs() {
        return toleranceNs;
    }

    /** A moment of the host's clock in the script's seconds. */
    String text(long timeNs) {
        return String.format(java.util.Locale.ROOT, "%.6f s", (timeNs - beginNs) / 1e9);
    }

    String window() {
        String middle = lateNs == earlyNs ? text(earlyNs) : text(earlyNs) + " to " + text(lateNs);
        return open ? "any time" : middle + " ± " + allowedNs / 1_000 + " us";
    }
}
