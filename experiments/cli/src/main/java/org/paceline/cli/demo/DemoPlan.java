package org.paceline.cli.demo;

import java.nio.file.Path;
import org.paceline.nic.memory.LinkModel;
import org.paceline.probe.analysis.BackToBackThreshold;

/**
 * What a demonstration runs.
 *
 * @param seconds that each arm sends in each round
 * @param rounds how often each arm has its turn
 * @param rateBitsPerSecond of the bottleneck, Ethernet's overhead counted
 * @param rttMs of the empty path, half of it in each direction
 * @param queuePackets before the bottleneck, dropped at the tail
 * @param output directory that takes the results
 */
public record DemoPlan(int seconds, int rounds, long rateBitsPerSecond, double rttMs, int queuePackets, Path output) {
    /** Ethernet's full frame without FCS. */
    static final int FULL_FRAME_BYTES = 1_514;

    private static final double NS_PER_MS = 1e6;

    /** The user-space node forwards some 300 000 packets a second on two cores; leave it room. */
    private static final long MAX_RATE_BITS_PER_SECOND = 500_000_000;

    private static final long MIN_RATE_BITS_PER_SECOND = 1_000_000;

    /** Below this the node's own wake-up is no longer small against the path. */
    private static final double MIN_RTT_MS = 1;

    private static final double MAX_RTT_MS = 1_000;
    private static final int MAX_SECONDS = 600;
    private static final int MAX_ROUNDS = 100;
    private static final int MAX_QUEUE_PACKETS = 10_000;

    public DemoPlan {
        require(seconds >= 1 && seconds <= MAX_SECONDS, "an arm sends for 1 to " + MAX_SECONDS + " seconds");
        require(rounds >= 1 && rounds <= MAX_ROUNDS, "there are 1 to " + MAX_ROUNDS + " rounds");
        require(
                rateBitsPerSecond >= MIN_RATE_BITS_PER_SECOND && rateBitsPerSecond <= MAX_RATE_BITS_PER_SECOND,
                "the user-space bottleneck has a rate from 1M to 500M bits per second");
        require(rttMs >= MIN_RTT_MS && rttMs <= MAX_RTT_MS, "the path has a round-trip time of 1 to 1000 ms");
        require(
                queuePackets >= 1 && queuePackets <= MAX_QUEUE_PACKETS,
                "the queue holds 1 to " + MAX_QUEUE_PACKETS + " packets");
    }

    /** From the sender to the receiver: the bottleneck. */
    public LinkModel forward() {
        return back().withRateBitsPerSecond(rateBitsPerSecond).withQueuePackets(queuePackets);
    }

    /** From the receiver to the sender: delay only. */
    public LinkModel back() {
        return LinkModel.defaults().withDelayNs((long) (rttMs / 2 * NS_PER_MS));
    }

    /** What the path holds in flight when it is full and its queue empty: rate times delay, in bytes. */
    public long bandwidthDelayBytes() {
        return (long) (rateBitsPerSecond / 8.0 * rttMs / 1e3);
    }

    /** Time that a full frame takes on the bottleneck's line: the even sender's gap. */
    public long paceNs() {
        return Math.round((FULL_FRAME_BYTES + LinkModel.WIRE_OVERHEAD_BYTES) * 8e9 / rateBitsPerSecond);
    }

    /** A quarter of the even sender's gap: the widest that the threshold for virtual links can become. */
    BackToBackThreshold quarterPace() {
        return BackToBackThreshold.virtualLink(rateBitsPerSecond, paceNs());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
