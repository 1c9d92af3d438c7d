package org.paceline.utcp.tcp.congestion;

/**
 * How many bytes of one connection may be in the network, and for some how fast: told what happens, asked for the
 * window. Flights are FlightSize of RFC 5681, or what stands for it while cwnd is not validated (RFC 7661 4.4.1). Not
 * thread-safe.
 */
public interface CongestionControl {
    /** Something was acknowledged or sacked, or found to be lost; after the other verbs of the same acknowledgment. */
    void onAck(AckSample sample);

    /** Loss recovery begins with so much in flight. */
    void onLoss(long nowNs, long flightBytes);

    /** The peer echoes congestion (RFC 3168 6.1.2); the caller tells so at most once a window of data. */
    void onEcn(long nowNs, long flightBytes);

    /** Loss recovery ends with so much in flight. */
    void onRecovered(long nowNs, long flightBytes);

    /**
     * The retransmission timer expired.
     *
     * @param first whether the oldest segment had been sent once only (RFC 5681 3.1, equation 4)
     */
    void onTimeout(long nowNs, long flightBytes, boolean first);

    /** The last reduction answered a loss that was none: back to the state before it (RFC 4015, RFC 9438 4.9). */
    void onUndo();

    /**
     * Data leaves, for the first time or again.
     *
     * @param pipeBytes held to be in the network before it
     * @param appLimited whether the application has less to send than the path takes
     */
    default void onSent(long nowNs, long pipeBytes, boolean appLimited) {}

    /** The handshake is done and gave this round trip, -1 for none. */
    default void onOpened(long nowNs, long rttNs) {}

    /** The window was not used for long: it shrinks to so much (RFC 5681 4.1, RFC 7661 4.4.3), ssthresh is as told. */
    default void onUnused(long windowBytes, long thresholdBytes) {}

    /** The path takes segments of another size from now on. */
    default void onSegmentSize(int segmentBytes) {}

    /** cwnd. */
    long windowBytes();

    /** ssthresh; {@link Long#MAX_VALUE} before the first loss. */
    long slowStartThresholdBytes();

    default boolean slowStart() {
        return windowBytes() < slowStartThresholdBytes();
    }

    /** The rate that the algorithm asks for, bytes of payload a second; 0 leaves it to the pacing policy. */
    default long pacingRate() {
        return 0;
    }

    /** Whether cwnd in a recovery is the rate reduction's (RFC 6937); false keeps the algorithm's own. */
    default boolean reducesByRate() {
        return true;
    }

    /** Whether the algorithm holds the flight below what the path takes for now, so that rates tell nothing of it. */
    default boolean limitsItself() {
        return false;
    }
}
