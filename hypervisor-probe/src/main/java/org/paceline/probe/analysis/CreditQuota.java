package org.paceline.probe.analysis;

/**
 * What passed a hop from one long silence to the next where packets stood waiting through each of them, as behind
 * netback's credit ({@link CreditWindows}). Without such windows the figures are 0 or NaN.
 *
 * @param refillNs the interval at which credit is looked for
 * @param windows that a silence with a backlog ended
 * @param bytes that passed in a window, the median
 * @param steadyShare windows that the longest silence in them ended, with the median's bytes to a frame
 * @param packetShare packets that passed in windows
 * @param intervalNs from the start of a window to the next one's, the median
 * @param silenceNs that ended a window, the median
 */
public record CreditQuota(
        double refillNs,
        long windows,
        double bytes,
        double steadyShare,
        double packetShare,
        double intervalNs,
        double silenceNs) {
    /** Fewer windows may hold the same by chance. */
    private static final int FEWEST_WINDOWS = 6;

    /** A backend that stands still cuts some windows in two, and has twice the credit when it is late by a refill. */
    private static final double SAME_QUOTA = 0.5;

    /** Of the packets: where the limit is met for less of the time, others shape the trains. */
    private static final double LIMITED = 0.3;

    /** Jiffies are rounded up, one of 10 ms at most, and the backend may have to wait until it runs again. */
    private static final double LONGER_NS = 4.4e6;

    private static final double NEAR = 0.03;

    /** Of libxl. Of others more is asked: a backend that runs in slices may happen to have as long a period. */
    public static final double USUAL_REFILL_NS = 50e6;

    private static final double EXACT_QUOTA = 0.9;

    /** Whether the same bytes passed in each window, and packets stood before it: the credit itself, grid or none. */
    public boolean known() {
        boolean limited = windows >= FEWEST_WINDOWS && packetShare >= LIMITED;
        boolean usual = refillNs == USUAL_REFILL_NS
                && steadyShare >= SAME_QUOTA
                && intervalNs > (1 - NEAR) * refillNs
                && intervalNs < refillNs + LONGER_NS;
        return limited && (usual || (steadyShare >= EXACT_QUOTA && Math.abs(intervalNs - refillNs) < NEAR * refillNs));
    }
}
