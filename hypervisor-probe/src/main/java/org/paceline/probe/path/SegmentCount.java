package org.paceline.probe.path;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.paceline.probe.analysis.Arrivals;
import org.paceline.probe.capture.PacketLog;

/**
 * How much of the load travels in frames of several segments. A frame beyond every jumbo frame is one; a frame beyond
 * 1522 bytes is one unless most frames of its flow are as long, at every point, which is how jumbo frames look.
 */
final class SegmentCount {
    private static final int LONGEST_FRAME = 1_522;
    private static final int LONGEST_JUMBO_FRAME = 9_240;
    private static final double USUAL_PAYLOAD = 1_448;
    private static final double MOST = 0.5;
    private static final int FLOW_SHIFT = 32;

    /** Fewer frames of a flow do not show what is usual for it. */
    private static final int FEWEST = 20;

    private SegmentCount() {}

    /** @param jumboEverywhere whether all points saw frames that long: else somebody cut them, or put them together */
    static double mergedShare(PacketLog log, LoadArrivals load, boolean jumboEverywhere) {
        Set<Long> jumbos = jumboEverywhere ? usualJumbos(log, load) : Set.of();
        double merged = 0;
        double all = 0;
        for (int index = 0; index < load.frames(); index++) {
            int frameBytes = load.frameBytes(index);
            boolean several = frameBytes > LONGEST_JUMBO_FRAME
                    || (frameBytes > LONGEST_FRAME && !jumbos.contains(kind(log.flow(load.packet(index)), frameBytes)));
            double segments =
                    several ? Math.max(2, Math.ceil(log.payloadBytes(load.packet(index)) / USUAL_PAYLOAD)) : 1;
            all += segments;
            merged += several ? segments : 0;
        }
        return all == 0 ? 0 : merged / all;
    }

    /** Whether any frame is longer than Ethernet's usual ones. */
    static boolean longFrames(Arrivals load) {
        for (int index = 0; index < load.frames(); index++) {
            if (load.frameBytes(index) > LONGEST_FRAME) {
                return true;
            }
        }
        return false;
    }

    /** The long frames that most of their flow's frames are as long as, or most of all frames where flows are short. */
    private static Set<Long> usualJumbos(PacketLog log, LoadArrivals load) {
        Map<Integer, Integer> frames = new HashMap<>();
        Map<Long, Integer> longFrames = new HashMap<>();
        Map<Integer, Integer> lengths = new HashMap<>();
        for (int index = 0; index < load.frames(); index++) {
            int flow = log.flow(load.packet(index));
            int frameBytes = load.frameBytes(index);
            frames.merge(flow, 1, Integer::sum);
            if (frameBytes > LONGEST_FRAME) {
                longFrames.merge(kind(flow, frameBytes), 1, Integer::sum);
                lengths.merge(frameBytes, 1, Integer::sum);
            }
        }
        longFrames.entrySet().removeIf(each -> {
            int ofFlow = frames.getOrDefault((int) (each.getKey() >> FLOW_SHIFT), 0);
            boolean ofItsFlow = ofFlow >= FEWEST && each.getValue() > MOST * ofFlow;
            return !ofItsFlow && lengths.getOrDefault(each.getKey().intValue(), 0) <= MOST * load.frames();
        });
        return longFrames.keySet();
    }

    private static long kind(int flow, int frameBytes) {
        return (long) flow << FLOW_SHIFT | frameBytes;
    }
}
