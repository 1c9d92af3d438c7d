package org.paceline.utcp.tcp;

/**
 * How acknowledgments are held back, beside the shortest delay that {@link TimerConfig#delayedAckNs} sets.
 *
 * @param longestDelayNs up to which the delay follows the spacing of the peer's data, as Linux's ATO does; with less
 *     than the shortest delay it does not follow
 * @param quickSegments how many ACKs at most leave at once after the handshake or a silence, as far as half the receive
 *     window goes: a peer in slow start waits for them. 0 for none
 */
public record AckConfig(long longestDelayNs, int quickSegments) {
    private static final long MAX_DELAY_NS = 500_000_000;

    public AckConfig {
        if (longestDelayNs < 0 || longestDelayNs > MAX_DELAY_NS || quickSegments < 0) {
            throw new IllegalArgumentException("an ACK may be delayed by 0 to 500 ms (RFC 9293 3.8.6.3)");
        }
    }

    /** Linux's: 200 ms, and 16 segments. */
    public static AckConfig defaults() {
        return new AckConfig(200_000_000, 16);
    }

    /** Every ACK is held back for the same time, from the first one on. */
    public static AckConfig fixed() {
        return new AckConfig(0, 0);
    }
}
