package org.paceline.nic.memory;

/**
 * What one direction of a link does to frames. The defaults are a perfect link: unlimited rate, no delay, no harm.
 *
 * <p>Line time counts {@link #WIRE_OVERHEAD_BYTES} more than the frame, so rates compare with those of real Ethernet.
 * Loss, damage, duplication and delay come behind the queue and the line, as they do on a long path. The seed is not
 * part of the model: one model runs with many seeds.
 *
 * @param rateBitsPerSecond line rate; 0 is unlimited, and then no queue ever builds up
 * @param delayNs propagation in one direction
 * @param queuePackets frames that may wait, the one on the line included; a further one is dropped at the tail
 * @param queueBytes bytes of frames that may wait, the one on the line included
 * @param lossProbability share of frames that the line loses, 0 to 1
 * @param reorderProbability share of frames that are held back, 0 to 1
 * @param reorderDelayNs how long those are held back, so that others overtake them
 * @param duplicationProbability share of frames that arrive twice, 0 to 1
 * @param corruptionProbability share of frames that arrive with one bit flipped behind the Ethernet header, 0 to 1
 * @param jitterNs upper end of an extra delay, drawn evenly a frame; it never changes the order
 */
public record LinkModel(
        long rateBitsPerSecond,
        long delayNs,
        int queuePackets,
        long queueBytes,
        double lossProbability,
        double reorderProbability,
        long reorderDelayNs,
        double duplicationProbability,
        double corruptionProbability,
        long jitterNs) {
    /** IEEE 802.3: preamble and start 8, frame check sequence 4, interframe gap 12. */
    public static final int WIRE_OVERHEAD_BYTES = 24;

    /** Packets; Linux gives an Ethernet interface this queue (txqueuelen). */
    private static final int DEFAULT_QUEUE_PACKETS = 1000;

    /** Above it a frame's line time is no longer worth a nanosecond, and its arithmetic would leave 64 bits. */
    private static final long MAX_RATE_BITS_PER_SECOND = 1_000_000_000_000_000L;

    /** An hour: longer is a mistaken unit, and sums of times stay within 64 bits. */
    private static final long MAX_DELAY_NS = 3_600_000_000_000L;

    public LinkModel {
        require(rateBitsPerSecond >= 0 && rateBitsPerSecond <= MAX_RATE_BITS_PER_SECOND, "rate", rateBitsPerSecond);
        require(isDelay(delayNs), "delay", delayNs);
        require(queuePackets >= 1, "queue in packets", queuePackets);
        require(queueBytes >= 1, "queue in bytes", queueBytes);
        require(isProbability(lossProbability), "loss probability", lossProbability);
        require(isProbability(reorderProbability), "reorder probability", reorderProbability);
        require(isDelay(reorderDelayNs), "reorder delay", reorderDelayNs);
        require(isProbability(duplicationProbability), "duplication probability", duplicationProbability);
        require(isProbability(corruptionProbability), "corruption probability", corruptionProbability);
        require(isDelay(jitterNs), "jitter", jitterNs);
    }

    public static LinkModel defaults() {
        return new LinkModel(0, 0, DEFAULT_QUEUE_PACKETS, Long.MAX_VALUE, 0, 0, 0, 0, 0, 0);
    }

    public LinkModel withRateBitsPerSecond(long bitsPerSecond) {
        return withLine(bitsPerSecond, delayNs, jitterNs);
    }

    public LinkModel withDelayNs(long oneWayNs) {
        return withLine(rateBitsPerSecond, oneWayNs, jitterNs);
    }

    public LinkModel withJitterNs(long upToNs) {
        return withLine(rateBitsPerSecond, delayNs, upToNs);
    }

    private LinkModel withLine(long bitsPerSecond, long oneWayNs, long upToNs) {
        return new LinkModel(
                bitsPerSecond,
                oneWayNs,
                queuePackets,
                queueBytes,
                lossProbability,
                reorderProbability,
                reorderDelayNs,
                duplicationProbability,
                corruptionProbability,
                upToNs);
    }

    public LinkModel withQueuePackets(int packets) {
        return withQueue(packets, queueBytes);
    }

    public LinkModel withQueueBytes(long bytes) {
        return withQueue(queuePackets, bytes);
    }

    private LinkModel withQueue(int packets, long bytes) {
        return new LinkModel(
                rateBitsPerSecond,
                delayNs,
                packets,
                bytes,
                lossProbability,
                reorderProbability,
                reorderDelayNs,
                duplicationProbability,
                corruptionProbability,
                jitterNs);
    }

    public LinkModel withLoss(double probability) {
        return withHarm(probability, reorderProbability, reorderDelayNs, duplicationProbability, corruptionProbability);
    }

    /** Holds a share of the frames back by {@code heldBackNs}. */
    public LinkModel withReordering(double probability, long heldBackNs) {
        return withHarm(lossProbability, probability, heldBackNs, duplicationProbability, corruptionProbability);
    }

    public LinkModel withDuplication(double probability) {
        return withHarm(lossProbability, reorderProbability, reorderDelayNs, probability, corruptionProbability);
    }

    public LinkModel withCorruption(double probability) {
        return withHarm(lossProbability, reorderProbability, reorderDelayNs, duplicationProbability, probability);
    }

    private LinkModel withHarm(double loss, double reordering, long heldBackNs, double duplication, double corruption) {
        return new LinkModel(
                rateBitsPerSecond,
                delayNs,
                queuePackets,
                queueBytes,
                loss,
                reordering,
                heldBackNs,
                duplication,
                corruption,
                jitterNs);
    }

    private static boolean isProbability(double value) {
        return value >= 0 && value <= 1;
    }

    private static boolean isDelay(long valueNs) {
        return valueNs >= 0 && valueNs <= MAX_DELAY_NS;
    }

    private static void require(boolean valid, String what, Number value) {
        if (!valid) {
            throw new IllegalArgumentException("a link cannot have a " + what + " of " + value
                    + "; rates go from 0 to 10^15 bit/s, times from 0 to 1 h, queues from 1,"
                    + " probabilities from 0 to 1");
        }
    }
}
