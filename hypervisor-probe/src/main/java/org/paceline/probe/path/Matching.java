package org.paceline.probe.path;

import java.util.Arrays;
import org.paceline.probe.capture.FlowTable;
import org.paceline.probe.capture.PacketLog;

/** All pairs of two points: packets of the same identity, and those that one of the points saw merged. */
final class Matching {
    private final PacketLog first;
    private final PacketLog second;
    private final int[] firstOfSecond;

    /** For each packet of the first point, the merged frame of the second that covers it. */
    private final int[] mergedOfFirst;

    private long mergedAtFirst;
    private long mergedAtSecond;

    private Matching(FlowTable table, PacketLog first, PacketLog second) {
        this.first = first;
        this.second = second;
        firstOfSecond = PacketMatcher.match(first, second);
        boolean[] firstOpen = new boolean[first.packets()];
        boolean[] secondOpen = new boolean[second.packets()];
        Arrays.fill(firstOpen, true);
        boolean open = false;
        for (int packet = 0; packet < firstOfSecond.length; packet++) {
            secondOpen[packet] = firstOfSecond[packet] < 0;
            open |= secondOpen[packet];
            if (!secondOpen[packet]) {
                firstOpen[firstOfSecond[packet]] = false;
            }
        }
        mergedOfFirst = new int[open ? first.packets() : 0];
        Arrays.fill(mergedOfFirst, -1);
        if (open) {
            split(MergedFrames.cover(table, first, firstOpen, second, secondOpen), firstOpen);
            merge(MergedFrames.cover(table, second, secondOpen, first, firstOpen));
        }
    }

    static Matching of(FlowTable table, PacketLog first, PacketLog second) {
        return new Matching(table, first, second);
    }

    private void split(int[] frameOfSegment, boolean[] firstOpen) {
        for (int packet = 0; packet < frameOfSegment.length; packet++) {
            if (frameOfSegment[packet] >= 0) {
                firstOfSecond[packet] = frameOfSegment[packet];
                firstOpen[frameOfSegment[packet]] = false;
                mergedAtFirst++;
            }
        }
    }

    private void merge(int[] frameOfPacket) {
        for (int packet = 0; packet < frameOfPacket.length; packet++) {
            if (frameOfPacket[packet] >= 0) {
                mergedOfFirst[packet] = frameOfPacket[packet];
                mergedAtSecond++;
            }
        }
    }

    /** Packets that the first point saw as parts of longer frames and the second one by one. */
    long mergedAtFirst() {
        return mergedAtFirst;
    }

    /** Packets that the first point saw one by one and the second as parts of longer frames. */
    long mergedAtSecond() {
        return mergedAtSecond;
    }

    /** The pairs of the flows that are chosen, in the order of the second point. */
    PointPairs pairs(FlowChoice choice) {
        PointPairs pairs = new PointPairs(first, second);
        int[] packetsOfMerged = new int[0];
        int next = 0;
        if (mergedAtSecond > 0) {
            packetsOfMerged = inOrderOfSecond();
        }
        for (int packet = 0; packet < firstOfSecond.length; packet++) {
            if (firstOfSecond[packet] >= 0) {
                if (choice.carries(second, packet)) {
                    pairs.add(firstOfSecond[packet], packet);
                }
                continue;
            }
            while (next < packetsOfMerged.length && mergedOfFirst[packetsOfMerged[next]] < packet) {
                next++;
            }
            while (next < packetsOfMerged.length && mergedOfFirst[packetsOfMerged[next]] == packet) {
                if (choice.carries(second, packet)) {
                    pairs.add(packetsOfMerged[next], packet);
                }
                next++;
            }
        }
        return pairs;
    }

    private int[] inOrderOfSecond() {
        long[] keys = new long[(int) mergedAtSecond];
        int next = 0;
        for (int packet = 0; packet < mergedOfFirst.length; packet++) {
            if (mergedOfFirst[packet] >= 0) {
                keys[next++] = ((long) mergedOfFirst[packet] << 32) | packet;
            }
        }
        Arrays.sort(keys);
        int[] packets = new int[keys.length];
        for (int index = 0; index < keys.length; index++) {
            packets[index] = (int) keys[index];
        }
        return packets;
    }
}
