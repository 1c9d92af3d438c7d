package org.paceline.pacer.control;

/** A flow that is whatever a test says it is. */
final class FlowState implements PacedFlow {
    long congestionWindowBytes = 10 * 1_460;
    int segmentBytes = 1_460;
    long smoothedRttNs = 100_000_000;
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
