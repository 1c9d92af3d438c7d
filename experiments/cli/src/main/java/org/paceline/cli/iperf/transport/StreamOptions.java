package org.paceline.cli.iperf.transport;

import org.jspecify.annotations.Nullable;
import org.paceline.pacer.control.PacingPlan;

/**
 * How a connection should behave.
 *
 * @param pacing null for no pacing
 * @param congestion name of the congestion control, null for the transport's own choice
 * @param maximumSegmentBytes 0 for what the path offers
 * @param noDelay whether small writes leave at once (Nagle off)
 * @param sendBufferBytes 0 for the transport's own choice
 */
public record StreamOptions(
        @Nullable PacingPlan pacing,
        @Nullable String congestion,
        int maximumSegmentBytes,
        boolean noDelay,
        int sendBufferBytes) {
    /** A control connection: few bytes, at once, unpaced. */
    public static StreamOptions control() {
        return new StreamOptions(null, null, 0, true, 0);
    }
}
