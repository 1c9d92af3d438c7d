package org.paceline.pacer.control;

/** A flow that is whatever a test says it is. */
final class FlowState implements PacedFlow {
    long congestionWindowBytes = 10 * 1_460;
    int segmentBytes = 1_460;
    long smoothedRttNs = 100_000_000;
    long flightBytes;
    long minimumRttNs = 60_000_000;
    long latestRttNs = 120_000_000;
    boolean inInitialWindow;
    long departureIndex;
    long key;
    CongestionPhase congestionPhase = CongestionPhase.SLOW_START;

    /** cwnd in full segments. */
    FlowState window(int segments) {
        congestionWindowBytes = (long) segments * segmentBytes;
        return this;
    }

    FlowState rtt(long rttNs) {
        smoothedRttNs = rttNs;
        return this;
    }

    FlowState in(CongestionPhase phase) {
        congestionPhase = phase;
        return this;
    }

    @Override
    public long congestionWindowBytes() {
        return congestionWindowBytes;
    }

    @Override
    public long flightBytes() {
        return flightBytes;
    }

    @Override
    public long minimumRttNs() {
        return minimumRttNs;
    }

    @Override
    public long latestRttNs() {
        return latestRttNs;
    }

    @Override
    public boolean inInitialWindow() {
        return inInitialWindow;
    }

    @Override
    public long departureIndex() {
        return departureIndex;
    }

    @Override
    public long key() {
        return key;
    }

    @Override
    public int segmentBytes() {
        return segmentBytes;
    }

    @Override
    public long smoothedRttNs() {
        return smoothedRttNs;
    }

    @Override
    public CongestionPhase congestionPhase() {
        return congestionPhase;
    }
}
