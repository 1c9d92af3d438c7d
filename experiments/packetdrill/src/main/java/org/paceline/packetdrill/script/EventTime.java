package org.paceline.packetdrill.script;

/**
 * When an event happens, in nanoseconds.
 *
 * @param base from what the times count
 * @param startNs the time, or the first moment of a range
 * @param endNs last moment of a range; {@code startNs} itself when there is none
 * @param callEndNs when a blocking call returns, from the same base; -1 for a call that does not block
 */
public record EventTime(Base base, long startNs, long endNs, long callEndNs) {
    /** From what a time counts. */
    public enum Base {
        /** The first event of the script. */
        SCRIPT,
        /** The event before: {@code +0.1}. */
        PREVIOUS,
        /** Whenever it comes: {@code *}. */
        ANY
    }

    /** Follows the event before at once. */
    static EventTime now() {
        return new EventTime(Base.PREVIOUS, 0, 0, -1);
    }

    public boolean range() {
        return endNs != startNs;
    }

    public boolean blocking() {
        return callEndNs >= 0;
    }

    EventTime withCallEndNs(long changed) {
        return new EventTime(base, startNs, endNs, changed);
    }
}
