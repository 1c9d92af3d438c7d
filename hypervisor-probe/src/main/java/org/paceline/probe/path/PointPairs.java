package org.paceline.probe.path;

import org.paceline.probe.analysis.MatchedPackets;
import org.paceline.probe.capture.PacketLog;

/**
 * Pairs of packets, one at each of two points, in the order of the second. Where one point saw several packets as one
 * frame, that frame is part of as many pairs. Not thread-safe.
 */
final class PointPairs implements MatchedPackets {
    private final PacketLog first;
    private final PacketLog second;
    private final IntList firstPackets = new IntList();
    private final IntList secondPackets = new IntList();

    PointPairs(PacketLog first, PacketLog second) {
        this.first = first;
        this.second = second;
    }

    void add(int firstPacket, int secondPacket) {
        firstPackets.add(firstPacket);
        secondPackets.add(secondPacket);
    }

    int firstPacket(int index) {
        return firstPackets.get(index);
    }

    int secondPacket(int index) {
        return secondPackets.get(index);
    }

    @Override
    public int size() {
        return firstPackets.size();
    }

    @Override
    public long firstNs(int index) {
        return first.timeNs(firstPackets.get(index));
    }

    @Override
    public long secondNs(int index) {
        return second.timeNs(secondPackets.get(index));
    }

    @Override
    public int frameBytes(int index) {
        return Math.min(first.frameBytes(firstPackets.get(index)), second.frameBytes(secondPackets.get(index)));
    }
}
