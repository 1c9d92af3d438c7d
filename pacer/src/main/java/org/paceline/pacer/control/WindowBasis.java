package org.paceline.pacer.control;

/** Which window a rule spreads over the round trip. */
public enum WindowBasis {
    /** The congestion window. */
    CWND("cwnd"),
    /** The larger of congestion window and flight, as Linux's tcp_update_pacing_rate has it. */
    IN_FLIGHT("inflight");

    private final String text;

    WindowBasis(String text) {
        this.text = text;
    }

    long windowBytes(PacedFlow flow) {
        return switch (this) {
            case CWND -> flow.congestionWindowBytes();
            case IN_FLIGHT -> Math.max(flow.congestionWindowBytes(), flow.flightBytes());
        };
    }

    /** As on a command line. */
    String text() {
        return text;
    }
}
