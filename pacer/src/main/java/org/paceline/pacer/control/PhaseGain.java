package org.paceline.pacer.control;

/**
 * Spreads the congestion window over the smoothed round-trip time divided by a gain: interval = srtt / (gain * cwnd).
 *
 * <p>One rule; the published ones differ in the gain of each phase and in what they count. Intervals are rounded down
 * to the nanosecond. Before the first RTT sample there is no interval, so the first flight leaves unpaced.
 *
 * @param name as on a command line
 * @param windowUnit what cwnd is counted in
 * @param slowStart gain in slow start
 * @param avoidance gain in congestion avoidance
 * @param recovery gain in fast recovery
 */
public record PhaseGain(String name, WindowUnit windowUnit, Gain slowStart, Gain avoidance, Gain recovery)
        implements PacingPolicy {
    /**
     * The paper's rule and the default: interval = srtt / (2 * cwnd in segments). Data goes one way, so a window leaves
     * within the half of the round trip that is its own.
     */
    public static final PhaseGain WINDOW_OVER_HALF_RTT = alike("half-rtt", WindowUnit.SEGMENTS, new Gain(2, 1));

    /** Aggarwal, Savage and Anderson, INFOCOM 2000: interval = srtt / cwnd in segments. */
    public static final PhaseGain WINDOW_OVER_RTT = alike("rtt", WindowUnit.SEGMENTS, new Gain(1, 1));

    /**
     * Linux, tcp_update_pacing_rate: 2 in slow start, 1.2 after. Simplified: Linux takes 1.2 as soon as cwnd reaches
     * half of ssthresh, here slow start lasts until the congestion control leaves it; the two agree until the first
     * loss.
     */
    public static final PhaseGain LINUX =
            new PhaseGain("linux", WindowUnit.BYTES, new Gain(2, 1), new Gain(6, 5), new Gain(6, 5));

    /** RFC 9002 7.7: interval = srtt * packet size / cwnd / N, with the N of 1.25 that it suggests. */
    public static final PhaseGain RFC_9002 = alike("rfc9002", WindowUnit.BYTES, new Gain(5, 4));

    private static PhaseGain alike(String name, WindowUnit windowUnit, Gain gain) {
        return new PhaseGain(name, windowUnit, gain, gain, gain);
    }

    @Override
    public long intervalNs(PacedFlow flow, int payloadBytes) {
        long rttNs = flow.smoothedRttNs();
        if (rttNs <= 0) {
            return 0;
        }
        Gain gain = gain(flow.congestionPhase());
        long chargedBytes =
                switch (windowUnit) {
                    case SEGMENTS -> flow.segmentBytes();
                    case BYTES -> payloadBytes;
                };
        // RFC 5681 3.1: cwnd does not fall below one segment; a flow that says less must not divide by zero
        long windowBytes = Math.max(flow.congestionWindowBytes(), Math.max(1, flow.segmentBytes()));
        return Proportion.of(rttNs, chargedBytes * gain.denominator(), windowBytes * gain.numerator());
    }

    private Gain gain(CongestionPhase phase) {
        return switch (phase) {
            case SLOW_START -> slowStart;
            case AVOIDANCE -> avoidance;
            case RECOVERY -> recovery;
        };
    }
}
