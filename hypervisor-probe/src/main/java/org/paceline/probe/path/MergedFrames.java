package org.paceline.probe.path;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.paceline.probe.capture.FlowTable;
import org.paceline.probe.capture.PacketLog;

/**
 * Matches what has no partner of its own size: a frame of several segments at one point (TSO, GSO, GRO) covers several
 * packets at the other, by the range of TCP's sequence numbers; of UDP, by the beginning of the payload and the bytes
 * that follow. Not thread-safe.
 */
final class MergedFrames {
    private final PacketLog whole;
    private final PacketLog parts;
    private final int[][] wholeByFlow;
    private final int[][] partsByFlow;

    /** For each part, the frame that covers it; -1 where there is none. */
    private final int[] wholeOfPart;

    private MergedFrames(FlowTable table, PacketLog whole, boolean[] wholeOpen, PacketLog parts, boolean[] partsOpen) {
        this.whole = whole;
        this.parts = parts;
        this.wholeByFlow = byFlow(table, whole, wholeOpen);
        this.partsByFlow = byFlow(table, parts, partsOpen);
        this.wholeOfPart = new int[parts.packets()];
        Arrays.fill(wholeOfPart, -1);
    }

    /** For each packet of {@code parts} that is open still, the open packet of {@code whole} that covers it, or -1. */
    static int[] cover(FlowTable table, PacketLog whole, boolean[] wholeOpen, PacketLog parts, boolean[] partsOpen) {
        MergedFrames frames = new MergedFrames(table, whole, wholeOpen, parts, partsOpen);
        for (int flow = 0; flow < table.flows(); flow++) {
            if (frames.wholeByFlow[flow].length > 0 && frames.partsByFlow[flow].length > 0) {
                if (table.tuple(flow).isTcp()) {
                    frames.coverRanges(flow);
                } else {
                    frames.coverPayloads(flow);
                }
            }
        }
        return frames.wholeOfPart;
    }

    private static int[][] byFlow(FlowTable table, PacketLog log, boolean[] open) {
        int[] counts = new int[table.flows()];
        for (int packet = 0; packet < log.packets(); packet++) {
            if (open[packet] && log.payloadBytes(packet) > 0) {
                counts[log.flow(packet)]++;
            }
        }
        int[][] packets = new int[counts.length][];
        for (int flow = 0; flow < counts.length; flow++) {
            packets[flow] = new int[counts[flow]];
        }
        Arrays.fill(counts, 0);
        for (int packet = 0; packet < log.packets(); packet++) {
            int flow = log.flow(packet);
            if (open[packet] && log.payloadBytes(packet) > 0) {
                packets[flow][counts[flow]++] = packet;
            }
        }
        return packets;
    }

    private void coverRanges(int flow) {
        int anchor = whole.sequence(wholeByFlow[flow][0]);
        long[] starts = positions(whole, wholeByFlow[flow], anchor);
        long[] order = new long[starts.length];
        for (int index = 0; index < starts.length; index++) {
            order[index] = (starts[index] << 24) | index;
        }
        Arrays.sort(order);
        long[] partStarts = positions(parts, partsByFlow[flow], anchor);
        for (int index = 0; index < partStarts.length; index++) {
            int part = partsByFlow[flow][index];
            int covering = covering(flow, starts, order, partStarts[index], parts.payloadBytes(part));
            wholeOfPart[part] = covering;
        }
    }

    private int covering(int flow, long[] starts, long[] order, long start, int bytes) {
        int found = Arrays.binarySearch(order, (start << 24) | 0xFF_FFFF);
        int at = found >= 0 ? found : -found - 2;
        if (at < 0) {
            return -1;
        }
        int index = (int) (order[at] & 0xFF_FFFF);
        int frame = wholeByFlow[flow][index];
        boolean covers = starts[index] <= start
                && start + bytes <= starts[index] + whole.payloadBytes(frame)
                && bytes < whole.payloadBytes(frame);
        return covers ? frame : -1;
    }

    /** Sequence numbers unwrapped, in bytes from {@code anchor}. */
    private static long[] positions(PacketLog log, int[] packets, int anchor) {
        long[] positions = new long[packets.length];
        long position = 0;
        int last = anchor;
        for (int index = 0; index < packets.length; index++) {
            int sequence = log.sequence(packets[index]);
            position += sequence - last;
            last = sequence;
            positions[index] = position;
        }
        return positions;
    }

    private void coverPayloads(int flow) {
        Map<Integer, Integer> indexByHash = new HashMap<>();
        int[] partPackets = partsByFlow[flow];
        for (int index = partPackets.length - 1; index >= 0; index--) {
            indexByHash.put(parts.sequence(partPackets[index]), index);
        }
        for (int frame : wholeByFlow[flow]) {
            Integer start = indexByHash.get(whole.sequence(frame));
            int left = whole.payloadBytes(frame);
            for (int index = start == null ? partPackets.length : start;
                    index < partPackets.length && left > 0;
                    index++) {
                int bytes = parts.payloadBytes(partPackets[index]);
                if (bytes > left || bytes == whole.payloadBytes(frame)) {
                    break;
                }
                wholeOfPart[partPackets[index]] = frame;
                left -= bytes;
            }
        }
    }
}
