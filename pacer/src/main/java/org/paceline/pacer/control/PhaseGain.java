package org.paceline.pacer.control;

/**
 * Spreads a window over a round trip divided by a gain: interval = rtt / (gain * window).
 *
 * <p>One rule; the published ones differ in the gain of each phase, in the window and in the round trip. Intervals are
 * rounded down to the nanosecond. Before the first RTT sample there is no interval.
 *
 * @param preset the name that it began with on a command line
 * @param windowUnit what the window is counted in
 * @param slowStart gain in slow start
 * @param avoidance gain in congestion avoidance
 * @param recovery gain in fast recovery
 * @param windowBasis which window
 * @param rttBasis which round trip
 * @param initialWindowPaced whether the initial window is paced as well, where the handshake gave a round trip; Linux
 *     lets its ten segments go at once
 */
public record PhaseGain(
        String preset,
        WindowUnit windowUnit,
        Gain slowStart,
        Gain avoidance,
        Gain recovery,
        WindowBasis windowBasis,
        RttBasis rttBasis,
        boolean initialWindowPaced)
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
     * loss. {@code linux,window=inflight,iw=unpaced} has Linux's window and its unpaced start as well.
     */
    public static final PhaseGain LINUX = of("linux", WindowUnit.BYTES, new Gain(2, 1), new Gain(6, 5));

    /** RFC 9002 7.7: interval = srtt * packet size / cwnd / N, with the N of 1.25 that it suggests. */
    public static final PhaseGain RFC_9002 = alike("rfc9002", WindowUnit.BYTES, new Gain(5, 4));

    /**
     * The paper's cwnd/RTT/2 read as a rate and not as an interval: interval = 2 * srtt / cwnd. It caps the flow at
     * half a window a round trip; for comparison only.
     */
    public static final PhaseGain LITERAL = alike("literal", WindowUnit.SEGMENTS, new Gain(1, 2));

    private static PhaseGain alike(String preset, WindowUnit windowUnit, Gain gain) {
        return of(preset, windowUnit, gain, gain);
    }

    private static PhaseGain of(String preset, WindowUnit windowUnit, Gain slowStart, Gain after) {
        return new PhaseGain(preset, windowUnit, slowStart, after, after, WindowBasis.CWND, RttBasis.SMOOTHED, true);
    }

    public PhaseGain withGains(Gain inSlowStart, Gain inAvoidance, Gain inRecovery) {
        return new PhaseGain(
                preset, windowUnit, inSlowStart, inAvoidance, inRecovery, windowBasis, rttBasis, initialWindowPaced);
    }

    public PhaseGain withWindowBasis(WindowBasis changed) {
        return new PhaseGain(preset, windowUnit, slowStart, avoidance, recovery, changed, rttBasis, initialWindowPaced);
    }

    public PhaseGain withRttBasis(RttBasis changed) {
        return new PhaseGain(
                preset, windowUnit, slowStart, avoidance, recovery, windowBasis, changed, initialWindowPaced);
    }

    public PhaseGain withInitialWindowPaced(boolean changed) {
        return new PhaseGain(preset, windowUnit, slowStart, avoidance, recovery, windowBasis, rttBasis, changed);
    }

    @Override
    public long intervalNs(PacedFlow flow, int payloadBytes) {
        long rttNs = rttBasis.rttNs(flow);
        if (rttNs <= 0 || (!initialWindowPaced && flow.inInitialWindow())) {
            return 0;
        }
        Gain gain = gain(flow.congestionPhase());
        long chargedBytes =
                switch (windowUnit) {
                    case SEGMENTS -> flow.segmentBytes();
                    case BYTES -> payloadBytes;
                };
        // RFC 5681 3.1: cwnd does not fall below one segment; a flow that says less must not divide by zero
        long windowBytes = Math.max(windowBasis.windowBytes(flow), Math.max(1, flow.segmentBytes()));
        return Proportion.of(rttNs, chargedBytes * gain.denominator(), windowBytes * gain.numerator());
    }

    private Gain gain(CongestionPhase phase) {
        return switch (phase) {
            case SLOW_START -> slowStart;
            case AVOIDANCE -> avoidance;
            case RECOVERY -> recovery;
        };
    }

    /** The preset, and behind it what is not as the preset has it. */
    @Override
    public String name() {
        PhaseGain original = (PhaseGain) PacingPreset.named(preset);
        StringBuilder text = new StringBuilder(preset);
        if (!gains().equals(original.gains())) {
            text.append(",gain=").append(gains());
        }
        if (windowBasis != original.windowBasis) {
            text.append(",window=").append(windowBasis.text());
        }
        if (rttBasis != original.rttBasis) {
            text.append(",rtt=").append(rttBasis.text());
        }
        if (initialWindowPaced != original.initialWindowPaced) {
            text.append(",iw=").append(initialWindowPaced ? "paced" : "unpaced");
        }
        return text.toString();
    }

    private String gains() {
        return slowStart.text() + ':' + avoidance.text() + ':' + recovery.text();
    }
}
