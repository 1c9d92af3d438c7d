package org.paceline.utcp.tcp;

import org.paceline.utcp.tcp.congestion.CongestionParameters;

/**
 * How the congestion window moves, whatever the algorithm.
 *
 * @param hyStart slow start may end before the first loss (HyStart++, RFC 9406)
 * @param slowStartSegments L of RFC 3465 and RFC 9406, what one ACK may add in slow start; 0 for the algorithm's own,
 *     {@link Integer#MAX_VALUE} for Linux's
 * @param gentleEcn an echo of congestion takes less of the window than a loss does (RFC 8511, which Linux has not)
 * @param idleRestart what becomes of a window that was not used
 * @param reducesWindow a loss reduces cwnd as in Linux, and not the flight as in RFC 5681 3.1
 */
public record WindowConfig(
        boolean hyStart, int slowStartSegments, boolean gentleEcn, IdleRestart idleRestart, boolean reducesWindow) {
    public WindowConfig {
        if (slowStartSegments < 0) {
            throw new IllegalArgumentException("an ACK cannot take " + slowStartSegments + " segments off the window");
        }
    }

    public static WindowConfig defaults() {
        return new WindowConfig(true, 0, true, IdleRestart.RFC_7661, false);
    }

    public WindowConfig withHyStart(boolean changed) {
        return new WindowConfig(changed, slowStartSegments, gentleEcn, idleRestart, reducesWindow);
    }

    public WindowConfig withSlowStartSegments(int changed) {
        return new WindowConfig(hyStart, changed, gentleEcn, idleRestart, reducesWindow);
    }

    public WindowConfig withGentleEcn(boolean changed) {
        return new WindowConfig(hyStart, slowStartSegments, changed, idleRestart, reducesWindow);
    }

    public WindowConfig withIdleRestart(IdleRestart changed) {
        return new WindowConfig(hyStart, slowStartSegments, gentleEcn, changed, reducesWindow);
    }

    public WindowConfig withReducesWindow(boolean changed) {
        return new WindowConfig(hyStart, slowStartSegments, gentleEcn, idleRestart, changed);
    }

    CongestionParameters parameters(int segmentBytes, int windowSegments, boolean paced, long seed) {
        long windowBytes = (long) windowSegments * segmentBytes;
        return new CongestionParameters(segmentBytes, windowBytes, hyStart, slowStartSegments, paced, gentleEcn, seed);
    }
}
