package org.paceline.probe.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A gap sweep: equally many trains of each gap, in an order drawn by the seed, none before the mean rate allows it.
 *
 * @param transport what carries the packets
 * @param gapsNs the gaps, each above 0
 * @param trainPackets packets of one train, 2 to 1000
 * @param trainsPerGap trains of each gap; a million packets in all at most
 * @param payloadBytes of each packet above its transport: over UDP 40 to 1472, over TCP 88 to 1460
 * @param capBitsPerSecond what the run may take of the link on average, headers and Ethernet's overhead included
 * @param seed of the order
 */
public record SweepPlan(
        SweepTransport transport,
        List<Long> gapsNs,
        int trainPackets,
        int trainsPerGap,
        int payloadBytes,
        long capBitsPerSecond,
        long seed) {
    /** Below 4 us a write to a socket takes longer than the gap; above 10 ms nothing known still coalesces. */
    public static final List<Long> DEFAULT_GAPS_NS = List.of(
            2_000L,
            5_000L,
            10_000L,
            20_000L,
            50_000L,
            100_000L,
            200_000L,
            500_000L,
            1_000_000L,
            2_000_000L,
            5_000_000L,
            10_000_000L);

    /** Ethernet 14, IPv4 20; preamble, FCS and inter-frame gap 24. */
    private static final int OVERHEAD_BYTES = 58;

    /** Bounds the tables of both ends: 24 MB. */
    static final int MAX_PACKETS = 1_000_000;

    private static final int MAX_TRAIN_PACKETS = 1_000;
    private static final long MAX_GAP_NS = 1_000_000_000L;

    /** What still waits at the end of a train is to leave before the next begins: twice the slowest known timer. */
    private static final long SETTLE_NS = 2_000_000;

    private static final double NS_PER_SECOND = 1e9;
    private static final int BITS_PER_BYTE = 8;

    public SweepPlan {
        gapsNs = List.copyOf(gapsNs);
        if (gapsNs.isEmpty() || gapsNs.stream().anyMatch(gapNs -> gapNs <= 0 || gapNs > MAX_GAP_NS)) {
            throw new IllegalArgumentException("a sweep needs gaps above 0 and up to 1 s, such as 2us,100us,10ms");
        }
        within("a train has", trainPackets, 2, MAX_TRAIN_PACKETS, "packets");
        within(
                "a packet over " + transport + " has",
                payloadBytes,
                transport.minPayloadBytes(),
                transport.maxPayloadBytes(),
                "bytes of payload");
        within("a gap has", trainsPerGap, 1, MAX_PACKETS, "trains");
        if ((long) gapsNs.size() * trainsPerGap * trainPackets > MAX_PACKETS) {
            throw new IllegalArgumentException("a sweep has at most " + MAX_PACKETS + " packets: take fewer per gap");
        }
        if (capBitsPerSecond <= 0) {
            throw new IllegalArgumentException("a rate of " + capBitsPerSecond + " bit/s sends nothing");
        }
    }

    /** One over UDP. */
    public SweepPlan(
            List<Long> gapsNs, int trainPackets, int trainsPerGap, int payloadBytes, long capBitsPerSecond, long seed) {
        this(SweepTransport.UDP, gapsNs, trainPackets, trainsPerGap, payloadBytes, capBitsPerSecond, seed);
    }

    private static void within(String what, int value, int least, int most, String unit) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " " + least + " to " + most + " " + unit + ", not " + value);
        }
    }

    public int packets() {
        return gapsNs.size() * trainsPerGap * trainPackets;
    }

    /** All trains in the order of sending. */
    public List<GapTrain> trains() {
        List<Long> order = new ArrayList<>(gapsNs.size() * trainsPerGap);
        for (long gapNs : gapsNs) {
            order.addAll(Collections.nCopies(trainsPerGap, gapNs));
        }
        Collections.shuffle(order, new Random(seed));
        List<GapTrain> trains = new ArrayList<>(order.size());
        long startNs = 0;
        for (long gapNs : order) {
            trains.add(new GapTrain(gapNs, trains.size() * trainPackets, trainPackets, startNs));
            startNs += periodNs(gapNs);
        }
        return trains;
    }

    /** How long the whole sweep takes, in nanoseconds. */
    public long durationNs() {
        return gapsNs.stream()
                .mapToLong(gapNs -> trainsPerGap * periodNs(gapNs))
                .sum();
    }

    private long periodNs(long gapNs) {
        int packetBytes = payloadBytes + transport.headerBytes() + OVERHEAD_BYTES;
        double bits = (double) trainPackets * packetBytes * BITS_PER_BYTE;
        long atCapNs = (long) Math.ceil(bits * NS_PER_SECOND / capBitsPerSecond);
        return Math.max(trainPackets * gapNs + SETTLE_NS, atCapNs);
    }
}
