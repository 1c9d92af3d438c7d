package org.paceline.utcp.simulation;

import org.paceline.nic.memory.Blackout;
import org.paceline.nic.memory.LinkModel;
import org.paceline.utcp.tcp.TcpConfig;

/**
 * How long a scenario may take in virtual time before something is certainly stuck: generous to slow recovery, never to
 * a lost wake-up. Round trips, timeouts for what the path is known to lose, line time and the users' rests add up.
 */
final class TimeBound {
    private static final long SECOND_NS = 1_000_000_000;

    /** Two handshakes that fail but for the last SYN, and a few waits of the longest timeout of 60 s in a row. */
    private static final long GRACE_NS = 400 * SECOND_NS;

    /** A timeout and the wait for a delayed ACK besides the round trip, in a segment that meets them. */
    private static final long SLOW_SEGMENT_NS = 500_000_000;

    /** Share of the segments that pay a slow turn on a path that loses nothing. */
    private static final double SHARE_SLOW = 0.3;

    /** Timeouts, doubled several times, that one loss may cost. */
    private static final double TIMEOUTS_OF_A_LOSS = 20;

    /** Loss that a path with a tiny queue or a policer makes by itself. */
    private static final double LOSS_BY_OVERLOAD = 0.3;

    private static final int TINY_QUEUE_PACKETS = 10;
    private static final int LINE_TIMES = 20;
    private static final long SLOWEST_BITS_PER_SECOND = 100_000;

    private TimeBound() {}

    static long ofNs(Scenario scenario) {
        long bytes = 0;
        long rests = 0;
        long startNs = 0;
        for (ConversationPlan plan : scenario.conversations()) {
            bytes += plan.opener().bytes() + plan.accepter().bytes();
            rests += restsNs(plan.opener(), plan.accepter()) + restsNs(plan.accepter(), plan.opener());
            startNs = Math.max(startNs, plan.startNs());
        }
        long segments = bytes / smallestSegmentBytes(scenario) + 1;
        long roundTripNs = longestNs(scenario.forth()) + longestNs(scenario.back()) + 2 * scenario.tickNs();
        double lossy = SHARE_SLOW + TIMEOUTS_OF_A_LOSS * (loss(scenario.forth()) + loss(scenario.back()));
        long recoveryNs = (long) (segments * lossy * (roundTripNs + SLOW_SEGMENT_NS));
        return startNs + GRACE_NS + 100 * roundTripNs + recoveryNs + lineNs(scenario, bytes) + 3 * rests;
    }

    private static long restsNs(UserPlan plan, UserPlan peer) {
        long writes = plan.bytes() / plan.chunkBytes() + 1;
        // a segment may bring less than the reader would take
        long reads = peer.bytes() / Math.min(plan.chunkBytes(), 512) + 1;
        return writes * plan.writePauseNs() + reads * plan.readPauseNs();
    }

    private static int smallestSegmentBytes(Scenario scenario) {
        TcpConfig a = scenario.configA();
        TcpConfig b = scenario.configB();
        int options = 40;
        return Math.max(48, Math.min(a.maximumSegmentBytes(), b.maximumSegmentBytes()) - options);
    }

    private static long longestNs(LinkModel model) {
        long stepNs = model.step().atNs() == Long.MAX_VALUE ? 0 : model.step().delayNs();
        return Math.max(model.delayNs(), stepNs)
                + model.jitterNs()
                + model.harm().reorderDelayNs()
                + model.blackout().lengthNs();
    }

    private static double loss(LinkModel model) {
        boolean overloaded = model.queuePackets() < TINY_QUEUE_PACKETS
                || model.queueBytes() != Long.MAX_VALUE
                || model.policer().rateBitsPerSecond() > 0;
        return model.harm().lossProbability()
                + model.harm().corruptionProbability()
                + model.bursts().meanLoss()
                + silence(model.blackout())
                + (overloaded ? LOSS_BY_OVERLOAD : 0);
    }

    private static double silence(Blackout blackout) {
        return blackout.periodNs() == 0 ? 0 : blackout.lengthNs() / (double) blackout.periodNs();
    }

    private static long lineNs(Scenario scenario, long bytes) {
        long slowest = Math.min(rate(scenario.forth()), rate(scenario.back()));
        return LINE_TIMES * bytes * Byte.SIZE * SECOND_NS / Math.max(slowest, SLOWEST_BITS_PER_SECOND);
    }

    private static long rate(LinkModel model) {
        long line = model.rateBitsPerSecond() == 0 ? Long.MAX_VALUE : model.rateBitsPerSecond();
        long policed = model.policer().rateBitsPerSecond() == 0
                ? Long.MAX_VALUE
                : model.policer().rateBitsPerSecond();
        return Math.min(line, policed);
    }
}
