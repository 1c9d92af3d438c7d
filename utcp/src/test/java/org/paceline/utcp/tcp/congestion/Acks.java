package org.paceline.utcp.tcp.congestion;

/** Samples for tests. */
final class Acks {
    private Acks() {}

    static AckSample of(long acknowledgedBytes, boolean windowLimited) {
        AckSample sample = new AckSample();
        sample.acknowledgedBytes = acknowledgedBytes;
        sample.deliveredBytes = acknowledgedBytes;
        sample.windowLimited = windowLimited;
        return sample;
    }

    /** Of a sender that the window limits, on a path of this round trip. */
    static AckSample at(long nowNs, long acknowledgedBytes, long rttNs) {
        AckSample sample = of(acknowledgedBytes, true);
        sample.nowNs = nowNs;
        sample.rttNs = rttNs;
        sample.smoothedRttNs = rttNs;
        return sample;
    }
}
