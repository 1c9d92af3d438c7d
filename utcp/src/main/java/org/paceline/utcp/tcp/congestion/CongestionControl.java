package org.paceline.utcp.tcp.congestion;

/** How many bytes of one connection may be in the network: told what happens, asked for the window. Not thread-safe. */
public interface CongestionControl {
    /** Data was acknowledged, by SND.UNA or by SACK. */
    void onAck(AckSample sample);

    /** Loss recovery begins with so much in flight (FlightSize of RFC 5681). */
    void onLoss(long flightBytes);

    /** Loss recovery ends with so much in flight. */
    void onRecovered(long flightBytes);

    /**
     * The retransmission timer expired.
     *
     * @param first whether the oldest segment had been sent once only (RFC 5681 3.1, equation 4)
     */
    void onTimeout(long flightBytes, boolean first);

    /** cwnd. */
    long windowBytes();

    /** ssthresh; {@link Long#MAX_VALUE} before the first loss. */
    long slowStartThresholdBytes();

    default boolean slowStart() {
        return windowBytes() < slowStartThresholdBytes();
    }
}
