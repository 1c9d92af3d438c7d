package org.paceline.probe.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers flows in the order in which they are seen; one table serves all points, so that a flow has one number
 * everywhere. Bounded: packets of flows beyond the bound are counted as other packets. Not thread-safe.
 */
public final class FlowTable {
    /** A port scan in the background must not fill the memory. */
    static final int MAX_FLOWS = 1 << 16;

    private static final int SLOTS = 4 * MAX_FLOWS;

    private final long[] hashes = new long[SLOTS];
    private final int[] numbers = new int[SLOTS];
    private final List<FlowTuple> tuples = new ArrayList<>();
    private long lastHash;
    private int lastNumber = -1;

    public FlowTable() {
        Arrays.fill(numbers, -1);
    }

    /** Number of the packet's flow, which is added when it is new; -1 when the table is full. */
    int number(PacketDecoder packet, long hash) {
        if (lastNumber >= 0 && hash == lastHash) {
            return lastNumber;
        }
        int slot = (int) (hash >>> 32) & (SLOTS - 1);
        while (numbers[slot] >= 0 && hashes[slot] != hash) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        if (numbers[slot] < 0) {
            if (tuples.size() == MAX_FLOWS) {
                return -1;
            }
            hashes[slot] = hash;
            numbers[slot] = tuples.size();
            tuples.add(packet.tuple());
        }
        lastHash = hash;
        lastNumber = numbers[slot];
        return lastNumber;
    }

    /**
     * Adds a flow that no packet is looked up in by its addresses; its packets are known otherwise.
     *
     * @return its number
     * @throws IllegalStateException when the table is full
     */
    public int add(FlowTuple tuple) {
        if (tuples.size() == MAX_FLOWS) {
            throw new IllegalStateException("more than " + MAX_FLOWS + " flows");
        }
        tuples.add(tuple);
        return tuples.size() - 1;
    }

    public int flows() {
        return tuples.size();
    }

    public FlowTuple tuple(int flow) {
        return tuples.get(flow);
    }
}
