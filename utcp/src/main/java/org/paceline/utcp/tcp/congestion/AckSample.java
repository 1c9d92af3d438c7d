package org.paceline.utcp.tcp.congestion;

/**
 * What one acknowledgment told of the path, in the terms of Linux's {@code rate_sample}; one object, filled again for
 * each. Not thread-safe.
 */
public final class AckSample {
    /** When the acknowledgment was handled. */
    public long nowNs;

    /** New data that it acknowledged, cumulatively. */
    public long acknowledgedBytes;

    /** In flight before it, FlightSize of RFC 5681. */
    public long priorFlightBytes;

    /** Whether the flight had used the window, so that a larger one would be used as well (RFC 7661 4.3). */
    public boolean windowLimited;

    /** The newest round trip, -1 when this acknowledgment gave none. */
    public long rttNs;

    /** Whether loss recovery goes on: whoever leaves cwnd to the rate reduction (RFC 6937) has nothing to do then. */
    public boolean recovering;
}
