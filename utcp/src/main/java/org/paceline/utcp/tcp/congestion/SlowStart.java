package org.paceline.utcp.tcp.congestion;

import org.jspecify.annotations.Nullable;

/** By how much an ACK opens the window in slow start: RFC 3465 with its limit L, and RFC 9406 where it is on. */
final class SlowStart {
    /** RFC 9406 4.3 for a sender that does not pace; one that does has no limit. */
    static final int UNPACED_SEGMENTS_PER_ACK = 8;

    /** RFC 3465 2.2: with delayed ACKs, L = 2 keeps slow start doubling. */
    static final int RFC_3465_SEGMENTS_PER_ACK = 2;

    private final long segmentsPerAck;

    /** The end of the first slow start is looked for; a loss ends that as well, and it is never looked for again. */
    private boolean first;

    /** Who looks; made with the first round trip. */
    private @Nullable HyStart hyStart;

    /** @param segmentsPerAck L where the settings ask for none */
    SlowStart(CongestionParameters parameters, int segmentsPerAck) {
        this.segmentsPerAck = parameters.slowStartSegments() > 0 ? parameters.slowStartSegments() : segmentsPerAck;
        first = parameters.hyStart();
    }

    /** @param deliveredBytes what the ACK acknowledged anew */
    double growthBytes(long deliveredBytes, int segmentBytes) {
        double bytes = Math.min((double) deliveredBytes, (double) segmentsPerAck * segmentBytes);
        return hyStart != null && hyStart.conservative() ? bytes / HyStart.CSS_GROWTH_DIVISOR : bytes;
    }

    /** @return whether the round trip says that slow start is to end */
    boolean overByRoundTrip(AckSample sample) {
        if (!first) {
            return false;
        }
        if (hyStart == null) {
            hyStart = new HyStart();
        }
        boolean over = hyStart.onAck(sample);
        if (over) {
            onCongestion();
        }
        return over;
    }

    /** A loss or an echo of congestion. */
    void onCongestion() {
        first = false;
        hyStart = null;
    }
}
