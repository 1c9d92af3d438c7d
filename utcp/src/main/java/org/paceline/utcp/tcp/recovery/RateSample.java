package org.paceline.utcp.tcp.recovery;

/**
 * What one acknowledgment tells of the path's rate, the rs of draft-cheng-iccrg-delivery-rate-estimation; one object of
 * the stack, filled again for each. Not thread-safe.
 */
public final class RateSample {
    /** When the device received it. */
    long arrivalNs;

    /** What had been delivered, and lost, before it came. */
    long deliveredBeforeBytes;

    long lostBeforeBytes;

    /** Of the youngest segment that it reports to have arrived: when it left, and its round trip. */
    long newestSentNs;

    long newestRttNs;

    /** rs.prior_delivered, rs.send_elapsed, rs.ack_elapsed, rs.is_app_limited and rs.interval. */
    long priorDeliveredBytes;

    long sendElapsedNs;
    long ackElapsedNs;
    boolean appLimited;
    long intervalNs;

    /** An acknowledgment arrived, before which so much had been delivered and lost. */
    void begin(long ackArrivalNs, long deliveredBytes, long lostBytes) {
        arrivalNs = ackArrivalNs;
        deliveredBeforeBytes = deliveredBytes;
        lostBeforeBytes = lostBytes;
        newestRttNs = -1;
        priorDeliveredBytes = -1;
        appLimited = false;
        intervalNs = -1;
    }
}
