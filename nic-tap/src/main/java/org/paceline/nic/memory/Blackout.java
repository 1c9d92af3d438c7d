package org.paceline.nic.memory;

/**
 * Silence: what leaves the line meanwhile is lost. Times count from the first frame that the link was offered.
 *
 * @param firstNs when the first one begins
 * @param lengthNs how long each lasts; 0 for none at all
 * @param periodNs from the beginning of one to that of the next; 0 when there is only one
 */
public record Blackout(long firstNs, long lengthNs, long periodNs) {
    public static final Blackout NONE = new Blackout(0, 0, 0);

    public Blackout {
        LinkModel.requireTime("blackout beginning", firstNs);
        LinkModel.requireTime("blackout length", lengthNs);
        LinkModel.requireTime("blackout period", periodNs);
        LinkModel.require(periodNs == 0 || periodNs > lengthNs, "blackout period", periodNs);
    }

    /** Whether the line is silent so long after its first frame. */
    boolean covers(long sinceNs) {
        long intoNs = sinceNs - firstNs;
        if (intoNs < 0) {
            return false;
        }
        return (periodNs == 0 ? intoNs : intoNs % periodNs) < lengthNs;
    }
}
