package org.paceline.utcp.tcp.congestion;

/**
 * What one acknowledgment told of the path, in the terms of Linux's {@code rate_sample} and of
 * draft-cheng-iccrg-delivery-rate-estimation; one object, filled again for each. Bytes are sequence numbers, and -1
 * stands for what the acknowledgment did not tell. Not thread-safe.
 */
public final class AckSample {
    /** When the acknowledgment was handled. */
    public long nowNs;

    /** New data that it acknowledged, cumulatively. */
    public long acknowledgedBytes;

    /** What arrived by its word for the first time, cumulatively or by SACK. */
    public long deliveredBytes;

    /** What was found to be lost at it. */
    public long lostBytes;

    /** SND.UNA after it and SND.NXT, as positions in the stream that do not wrap. */
    public long unaPosition;

    public long nxtPosition;

    /** In flight before it, FlightSize of RFC 5681. */
    public long priorFlightBytes;

    /** Held to be in the network before it and after it, pipe of RFC 6675. */
    public long priorPipeBytes;

    public long pipeBytes;

    /** Whether the flight had used the window, so that a larger one would be used as well (RFC 7661 4.3). */
    public boolean windowLimited;

    /** Round trip of the youngest segment that arrived. */
    public long rttNs = -1;

    /** SRTT of RFC 6298 and the least round trip of the connection's life. */
    public long smoothedRttNs = -1;

    public long minRttNs = -1;

    /** C.delivered: everything that has arrived so far. */
    public long totalDeliveredBytes;

    /** rs.prior_delivered: C.delivered when the youngest segment that arrived had left; a round ends by it. */
    public long priorDeliveredBytes = -1;

    /** rs.interval, the time that {@link #intervalBytes} took to be delivered. */
    public long intervalNs = -1;

    /** rs.delivered. */
    public long intervalBytes;

    /** rs.delivery_rate in bytes a second. */
    public long deliveryRate = -1;

    /** rs.is_app_limited: the rate is the application's, and the path's is at least that. */
    public boolean appLimited;

    /** Whether cwnd was on its way down before it. */
    public boolean priorRecovering;

    /** Whether it echoed congestion (ECE of RFC 3168). */
    public boolean ecnEcho;

    /**
     * Whether it belongs to a loss recovery: whoever leaves cwnd to the rate reduction (RFC 6937) has nothing to do.
     */
    public boolean recovering;
}
