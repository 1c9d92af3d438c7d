package org.paceline.probe.path;

import org.paceline.probe.analysis.Arrivals;
import org.paceline.probe.capture.PacketLog;

/**
 * How much of the load travels in frames of several segments. A frame beyond every jumbo frame is one; a frame beyond
 * 1522 bytes is one unless most frames are as long, at every point, which is how jumbo frames look.
 */
final class SegmentCount {
    private static final int LONGEST_FRAME = 1_522;
    private static final int LONGEST_JUMBO_FRAME = 9_240;
    private static final double USUAL_PAYLOAD = 1_448;
    private static final double MOST = 0.5;

    private SegmentCount() {}

    /** @param jumboEverywhere whether all points saw frames that long: else somebody cut them, or put them together */
    static double mergedShare(PacketLog log, LoadArrivals load, boolean jumboEverywhere) {
        int jumbo = jumboEverywhere ? usualJumbo(load) : 0;
        double merged = 0;
        double all = 0;
        for (int index = 0; index < load.frames(); index++) {
            int frameBytes = load.frameBytes(index);
            boolean several = frameBytes > LONGEST_JUMBO_FRAME || (frameBytes > LONGEST_FRAME && frameBytes != jumbo);
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

    private static int usualJumbo(Arrivals load) {
        int[] counts = new int[LONGEST_JUMBO_FRAME + 1];
        for (int index = 0; index < load.frames(); index++) {
            if (load.frameBytes(index) <= LONGEST_JUMBO_FRAME) {
                counts[load.frameBytes(index)]++;
            }
        }
        int usual = LONGEST_FRAME + 1;
        for (int bytes = usual; bytes < counts.length; bytes++) {
            if (counts[bytes] > counts[usual]) {
                usual = bytes;
            }
        }
        return counts[usual] > MOST * load.frames() ? usual : 0;
    }
}
