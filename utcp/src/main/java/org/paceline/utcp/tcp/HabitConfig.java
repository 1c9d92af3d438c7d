package org.paceline.utcp.tcp;

/**
 * What stacks do differently where the RFCs leave it open or are not followed.
 *
 * @param nagle when the end of what was written waits
 * @param resetsOnTimeout a connection that is given up tells the peer by a RST
 * @param delaysFinAck the answer to a FIN is held back like that to text
 * @param requiresTimestamps a segment without the timestamps that were agreed on is dropped (RFC 7323 3.2)
 * @param halvesSmallWindows segments have at most half of the window of the peer's SYN, so that two are on their way
 * @param growsWithLastAck the ACK that ends a recovery makes cwnd grow by what it newly reports
 */
public record HabitConfig(
        NagleRule nagle,
        boolean resetsOnTimeout,
        boolean delaysFinAck,
        boolean requiresTimestamps,
        boolean halvesSmallWindows,
        boolean growsWithLastAck) {
    /** Linux's TCP_MSS_DEFAULT: a window that a small segment fills is taken whole. */
    private static final int SMALL_WINDOW_BYTES = 536;

    private static final int SMALLEST_SEGMENT_BYTES = 48;

    /** By the RFCs. */
    public static HabitConfig defaults() {
        return new HabitConfig(NagleRule.ANYTHING_UNACKNOWLEDGED, true, false, true, false, false);
    }

    /** What is left of a segment where the peer's SYN told that window. */
    int segmentBytes(int segmentBytes, int synWindowBytes) {
        if (!halvesSmallWindows || synWindowBytes == 0) {
            return segmentBytes;
        }
        int cutoffBytes = synWindowBytes > SMALL_WINDOW_BYTES ? synWindowBytes / 2 : synWindowBytes;
        return Math.min(segmentBytes, Math.max(SMALLEST_SEGMENT_BYTES, cutoffBytes));
    }

    static HabitConfig linux() {
        return new HabitConfig(NagleRule.SHORT_SEGMENT_UNACKNOWLEDGED, false, true, false, true, true);
    }

    static HabitConfig freeBsd() {
        return new HabitConfig(NagleRule.EARLIER_WRITE_UNACKNOWLEDGED, true, false, true, false, false);
    }
}
