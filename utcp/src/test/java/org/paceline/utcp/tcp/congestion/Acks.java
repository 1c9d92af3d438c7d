package org.paceline.utcp.tcp.congestion;

/** Samples for tests. */
final class Acks {
    private Acks() {}

    static AckSample of(long acknowledgedBytes, boolean windowLimited) {
        AckSample sample = new AckSample();
        sample.acknowledgedBytes = acknowledgedBytes;
        sample.windowLimited = windowLimited;
        sample.rttNs = -1;
        return sample;
    }
}
