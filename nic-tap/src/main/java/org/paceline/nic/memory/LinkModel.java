package org.paceline.nic.memory;

import java.util.function.Consumer;

/**
 * What one direction of a link does to frames. The defaults are a perfect link: unlimited rate, no delay, no harm.
 *
 * <p>Line time counts {@link #WIRE_OVERHEAD_BYTES} more than the frame, so rates compare with those of real Ethernet. A
 * frame meets the path's MTU, the policer, the queue, the line, and behind them loss, damage, duplication and delay, as
 * on a long path. The seed is not part of the model: one model runs with many seeds.
 *
 * @param rateBitsPerSecond line rate; 0 is unlimited, and then no queue ever builds up
 * @param delayNs propagation in one direction
 * @param jitterNs upper end of an extra delay, drawn evenly a frame
 * @param overtaking whether jitter and a shorter path let a frame overtake others; without it they never change the
 *     order
 * @param queuePackets frames that may wait, the one on the line included; a further one is dropped at the tail
 * @param queueBytes bytes of frames that may wait, the one on the line included
 * @param markPackets frames that stand in the queue before an ECN-capable packet more is marked (RFC 3168);
 *     {@link #NO_MARKS} for a queue that does not mark
 * @param harm what happens to single frames
 * @param bursts loss in bursts
 * @param policer what drops above a rate
 * @param blackout when nothing comes through
 * @param step a change of the delay
 * @param mtu a narrower hop
 */
public record LinkModel(
        long rateBitsPerSecond,
        long delayNs,
        long jitterNs,
        boolean overtaking,
        int queuePackets,
        long queueBytes,
        int markPackets,
        LinkHarm harm,
        BurstLoss bursts,
        Policer policer,
        Blackout blackout,
        DelayStep step,
        PathMtu mtu) {
    /** IEEE 802.3: preamble and start 8, frame check sequence 4, interframe gap 12. */
    public static final int WIRE_OVERHEAD_BYTES = 24;

    /** No queue is so long. */
    public static final int NO_MARKS = Integer.MAX_VALUE;

    /** Packets; Linux gives an Ethernet interface this queue (txqueuelen). */
    private static final int DEFAULT_QUEUE_PACKETS = 1000;

    /** Above it a frame's line time is no longer worth a nanosecond, and its arithmetic would leave 64 bits. */
    private static final long MAX_RATE_BITS_PER_SECOND = 1_000_000_000_000_000L;

    /** An hour: longer is a mistaken unit, and sums of times stay within 64 bits. */
    private static final long MAX_TIME_NS = 3_600_000_000_000L;

    public LinkModel {
        requireRate("rate", rateBitsPerSecond);
        requireTime("delay", delayNs);
        requireTime("jitter", jitterNs);
        require(queuePackets >= 1, "queue in packets", queuePackets);
        require(queueBytes >= 1, "queue in bytes", queueBytes);
        require(markPackets >= 0, "marking threshold", markPackets);
    }

    public static LinkModel defaults() {
        return new LinkModel(
                0,
                0,
                0,
                false,
                DEFAULT_QUEUE_PACKETS,
                Long.MAX_VALUE,
                NO_MARKS,
                LinkHarm.NONE,
                BurstLoss.NONE,
                Policer.NONE,
                Blackout.NONE,
                DelayStep.NONE,
                PathMtu.NONE);
    }

    public LinkModel withRateBitsPerSecond(long bitsPerSecond) {
        return with(draft -> draft.rateBitsPerSecond = bitsPerSecond);
    }

    public LinkModel withDelayNs(long oneWayNs) {
        return with(draft -> draft.delayNs = oneWayNs);
    }

    public LinkModel withJitterNs(long upToNs) {
        return with(draft -> draft.jitterNs = upToNs);
    }

    public LinkModel withOvertaking(boolean changed) {
        return with(draft -> draft.overtaking = changed);
    }

    public LinkModel withQueuePackets(int packets) {
        return with(draft -> draft.queuePackets = packets);
    }

    public LinkModel withQueueBytes(long bytes) {
        return with(draft -> draft.queueBytes = bytes);
    }

    public LinkModel withMarkPackets(int packets) {
        return with(draft -> draft.markPackets = packets);
    }

    public LinkModel withLoss(double probability) {
        return with(draft -> draft.lossProbability = probability);
    }

    /** Holds a share of the frames back by {@code heldBackNs}. */
    public LinkModel withReordering(double probability, long heldBackNs) {
        return with(draft -> {
            draft.reorderProbability = probability;
            draft.reorderDelayNs = heldBackNs;
        });
    }

    public LinkModel withDuplication(double probability) {
        return with(draft -> draft.duplicationProbability = probability);
    }

    public LinkModel withCorruption(double probability) {
        return with(draft -> draft.corruptionProbability = probability);
    }

    public LinkModel withUnseenCorruption(double probability) {
        return with(draft -> draft.unseenCorruptionProbability = probability);
    }

    public LinkModel withBursts(BurstLoss changed) {
        return with(draft -> draft.bursts = changed);
    }

    public LinkModel withPolicer(Policer changed) {
        return with(draft -> draft.policer = changed);
    }

    public LinkModel withBlackout(Blackout changed) {
        return with(draft -> draft.blackout = changed);
    }

    public LinkModel withStep(DelayStep changed) {
        return with(draft -> draft.step = changed);
    }

    public LinkModel withMtu(PathMtu changed) {
        return with(draft -> draft.mtu = changed);
    }

    private LinkModel with(Consumer<LinkModelDraft> change) {
        LinkModelDraft draft = new LinkModelDraft(this);
        change.accept(draft);
        return draft.model();
    }

    static void requireProbability(String what, double value) {
        require(value >= 0 && value <= 1, what + " probability", value);
    }

    static void requireTime(String what, long valueNs) {
        require(valueNs >= 0 && valueNs <= MAX_TIME_NS, what, valueNs);
    }

    static void requireRate(String what, long bitsPerSecond) {
        require(bitsPerSecond >= 0 && bitsPerSecond <= MAX_RATE_BITS_PER_SECOND, what, bitsPerSecond);
    }

    static void require(boolean valid, String what, Number value) {
        if (!valid) {
            throw new IllegalArgumentException("a link cannot have a " + what + " of " + value
                    + "; rates go from 0 to 10^15 bit/s, times from 0 to 1 h, queues from 1,"
                    + " probabilities from 0 to 1");
        }
    }
}
