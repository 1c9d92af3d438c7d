package org.paceline.utcp.tcp.congestion;

/**
 * W_cubic(t) = C * (t - K)^3 + W_max of RFC 9438 4.2, and W_est, the window that Reno would have had since (4.3).
 * Windows are bytes, times seconds since the congestion avoidance began. Not thread-safe.
 */
final class CubicCurve {
    private static final double NS_PER_SECOND = 1e9;

    /** W_max; 0 before the first loss, after a timeout, and where slow start ended without one. */
    private double maxBytes;

    /** cwnd_prior: the window at the last reduction, from which on Reno's growth counts whole. */
    private double priorBytes;

    private boolean begun;
    private long epochNs;
    private double kSeconds;

    /** W_est. */
    private double friendlyBytes;

    boolean begun() {
        return begun;
    }

    /** Congestion avoidance begins with a cwnd_epoch. */
    void begin(long nowNs, double windowBytes, int segmentBytes) {
        begun = true;
        epochNs = nowNs;
        friendlyBytes = windowBytes;
        if (maxBytes > windowBytes) {
            kSeconds = StrictMath.cbrt((maxBytes - windowBytes) / segmentBytes / Cubic.C);
        } else {
            // RFC 9438 4.8 and 4.10
            maxBytes = windowBytes;
            kSeconds = 0;
        }
    }

    /** t. */
    double seconds(long nowNs) {
        return (nowNs - epochNs) / NS_PER_SECOND;
    }

    double bytesAt(double seconds, int segmentBytes) {
        double distance = seconds - kSeconds;
        return Cubic.C * distance * distance * distance * segmentBytes + maxBytes;
    }

    /** Reno's window after so many more bytes were acknowledged. */
    double estimate(double acknowledgedBytes, double windowBytes, int segmentBytes) {
        // RFC 9438 4.3: once it has reached cwnd_prior, Reno's own slope
        double alpha = friendlyBytes >= priorBytes ? 1 : Cubic.ALPHA;
        friendlyBytes += alpha * acknowledgedBytes / windowBytes * segmentBytes;
        return friendlyBytes;
    }

    /** A reduction from this window; the next epoch begins with the next ACK of congestion avoidance. */
    void onReduction(double windowBytes) {
        // RFC 9438 4.7, fast convergence: whoever loses before the last maximum leaves room for others
        maxBytes = windowBytes < maxBytes ? windowBytes * (1 + Cubic.BETA) / 2 : windowBytes;
        priorBytes = windowBytes;
        begun = false;
    }

    /** No maximum is known: the next epoch begins wherever cwnd then stands (RFC 9438 4.8 and 4.10). */
    void forgetMaximum(double windowBytes) {
        maxBytes = 0;
        priorBytes = windowBytes;
        begun = false;
    }

    /** Time passed that does not count. */
    void shift(long durationNs) {
        epochNs += durationNs;
    }

    void copy(CubicCurve other) {
        maxBytes = other.maxBytes;
        priorBytes = other.priorBytes;
        begun = other.begun;
        epochNs = other.epochNs;
        kSeconds = other.kSeconds;
        friendlyBytes = other.friendlyBytes;
    }

    double kSeconds() {
        return kSeconds;
    }

    double maxBytes() {
        return maxBytes;
    }
}
