package org.paceline.pacer.control;

/** Which round trip a window is spread over; each is -1 before the first sample. */
public enum RttBasis {
    /** SRTT of RFC 6298: follows the queue, so the pace slows down as it grows. */
    SMOOTHED("smoothed"),
    /** The smallest sample: the path without its queue. */
    MINIMUM("min"),
    /** The newest sample. */
    LATEST("latest");

    private final String text;

    RttBasis(String text) {
        this.text = text;
    }

    long rttNs(PacedFlow flow) {
        return switch (this) {
            case SMOOTHED -> flow.smoothedRttNs();
            case MINIMUM -> flow.minimumRttNs();
            case LATEST -> flow.latestRttNs();
        };
    }

    /** As on a command line. */
    String text() {
        return text;
    }
}
