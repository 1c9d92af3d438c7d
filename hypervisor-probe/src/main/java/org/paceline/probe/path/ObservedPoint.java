package org.paceline.probe.path;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.probe.capture.PacketLog;

/**
 * A point of the path, wherever its packets came from.
 *
 * @param name of the file
 * @param log its TCP and UDP packets
 * @param frames that the file held
 * @param noiseNs standard deviation that the stamps give a gap
 * @param interfaces names, where they are known
 * @param note what makes it a partial one; empty when nothing does
 * @param plan when its packets were to leave; null of a capture, which does not know
 */
public record ObservedPoint(
        String name,
        PacketLog log,
        long frames,
        long noiseNs,
        List<String> interfaces,
        String note,
        @Nullable PlannedTimes plan) {
    public ObservedPoint {
        interfaces = List.copyOf(interfaces);
    }

    /** One that does not know the plan. */
    public ObservedPoint(String name, PacketLog log, long frames, long noiseNs, List<String> interfaces, String note) {
        this(name, log, frames, noiseNs, interfaces, note, null);
    }
}
