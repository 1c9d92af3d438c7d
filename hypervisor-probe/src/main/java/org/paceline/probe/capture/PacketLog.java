package org.paceline.probe.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * What one point saw: 28 bytes a packet, in blocks, so that millions fit and growing copies nothing. Times do not run
 * backwards: a packet stamped before its predecessor counts as passed with it. Not thread-safe.
 */
public final class PacketLog {
    /** What is kept of a packet, in memory. */
    public static final int BYTES_A_PACKET = 28;

    private static final int BLOCK_BITS = 14;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int MASK = BLOCK - 1;

    private static final int LENGTH_BITS = 20;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;
    private static final int HEADER_SHIFT = LENGTH_BITS;
    private static final int HEADER_MASK = 0xFF;
    private static final int RETRANSMISSION = 1 << 28;

    private final List<long[]> times = new ArrayList<>();
    private final List<long[]> identities = new ArrayList<>();
    private final List<int[]> lengths = new ArrayList<>();
    private final List<int[]> flows = new ArrayList<>();
    private final List<int[]> sequences = new ArrayList<>();
    private int packets;
    private int reversed;
    private long lastNs = Long.MIN_VALUE;

    /**
     * One more packet.
     *
     * @param again bytes of it passed this point before
     */
    public void add(
            long timeNs, long identity, int flow, int sequence, int frameBytes, int payloadBytes, boolean again) {
        int block = packets >>> BLOCK_BITS;
        if (block == times.size()) {
            times.add(new long[BLOCK]);
            identities.add(new long[BLOCK]);
            lengths.add(new int[BLOCK]);
            flows.add(new int[BLOCK]);
            sequences.add(new int[BLOCK]);
        }
        if (timeNs < lastNs) {
            reversed++;
        } else {
            lastNs = timeNs;
        }
        int index = packets & MASK;
        int bounded = Math.min(frameBytes, LENGTH_MASK);
        int header = Math.min(HEADER_MASK, Math.max(0, bounded - payloadBytes));
        times.get(block)[index] = lastNs;
        identities.get(block)[index] = identity;
        flows.get(block)[index] = flow;
        sequences.get(block)[index] = sequence;
        lengths.get(block)[index] = bounded | header << HEADER_SHIFT | (again ? RETRANSMISSION : 0);
        packets++;
    }

    public int packets() {
        return packets;
    }

    public long timeNs(int packet) {
        return times.get(packet >>> BLOCK_BITS)[packet & MASK];
    }

    /** The same for the packet at every point. */
    public long identity(int packet) {
        return identities.get(packet >>> BLOCK_BITS)[packet & MASK];
    }

    /** Number of its flow in the {@link FlowTable}. */
    public int flow(int packet) {
        return flows.get(packet >>> BLOCK_BITS)[packet & MASK];
    }

    /** Sequence number of TCP; a hash of the payload's beginning of UDP. */
    public int sequence(int packet) {
        return sequences.get(packet >>> BLOCK_BITS)[packet & MASK];
    }

    /** Length on an Ethernet without FCS. */
    public int frameBytes(int packet) {
        return lengths.get(packet >>> BLOCK_BITS)[packet & MASK] & LENGTH_MASK;
    }

    public int payloadBytes(int packet) {
        int word = lengths.get(packet >>> BLOCK_BITS)[packet & MASK];
        return Math.max(0, (word & LENGTH_MASK) - (word >>> HEADER_SHIFT & HEADER_MASK));
    }

    /** Whether bytes of it passed this point before. */
    public boolean isRetransmission(int packet) {
        return (lengths.get(packet >>> BLOCK_BITS)[packet & MASK] & RETRANSMISSION) != 0;
    }

    /** Packets whose time had to be moved forward to keep the order. */
    public int reversedPackets() {
        return reversed;
    }
}
