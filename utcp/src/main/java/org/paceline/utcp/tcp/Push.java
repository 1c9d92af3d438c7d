package org.paceline.utcp.tcp;

/** The PSH flag of new data, by the connection's {@link PushRule}. Belongs to its connection. */
final class Push {
    /** What Linux hands to a device as one packet at the most: 64 KiB less room for the headers. */
    private static final int LARGEST_BURST_BYTES = 65_215;

    private final PushRule rule;
    private int burstSegments;
    private long burstBytes;

    Push(PushRule rule) {
        this.rule = rule;
    }

    /** Whether what leaves next has to be known before {@link #atBurstsEnd} can answer. */
    boolean looksAhead() {
        return rule == PushRule.END_OF_BURST;
    }

    /**
     * Whether the new segment that was just written is the last of a burst.
     *
     * @param moreFollows another segment with new data leaves at once
     * @param maxWindowBytes the largest window that the peer has offered
     */
    boolean atBurstsEnd(int payloadBytes, boolean moreFollows, int segmentBytes, long maxWindowBytes) {
        burstSegments++;
        burstBytes += payloadBytes;
        // Linux fills no packet beyond half of the largest window, so that the peer's ACK comes before the window
        // closes
        long roomBytes = Math.min(LARGEST_BURST_BYTES, Math.max(segmentBytes, maxWindowBytes / 2));
        if (moreFollows && burstBytes + segmentBytes <= roomBytes) {
            return false;
        }
        boolean burst = burstSegments > 1;
        burstSegments = 0;
        burstBytes = 0;
        return burst;
    }
}
