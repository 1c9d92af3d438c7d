package org.paceline.probe.path;

import org.jspecify.annotations.Nullable;
import org.paceline.probe.analysis.ClockFit;
import org.paceline.probe.analysis.HopFeatures;
import org.paceline.probe.analysis.MatchedPackets;
import org.paceline.probe.analysis.SenderFeatures;
import org.paceline.probe.analysis.ValueQuantiles;
import org.paceline.probe.capture.PacketLog;

/** What a sender wrote against what it had planned: a hop of one clock. Not thread-safe. */
final class SenderPlan {
    private static final int MIN_PACKETS = 20;

    private final PacketLog log;
    private final PlannedTimes plan;

    private SenderPlan(PacketLog log, PlannedTimes plan) {
        this.log = log;
        this.plan = plan;
    }

    /** Null for a point that does not know its plan. */
    static @Nullable SenderPlan of(ObservedPoint point) {
        @Nullable PlannedTimes plan = point.plan();
        return plan == null ? null : new SenderPlan(point.log(), plan);
    }

    /** How late packets were written. */
    ValueQuantiles latenessNs() {
        ValueQuantiles lateness = new ValueQuantiles();
        for (int packet = 0; packet < log.packets(); packet++) {
            lateness.add(log.timeNs(packet) - plan.plannedNs(packet));
        }
        return lateness;
    }

    /** Null with too few packets. */
    @Nullable
    SenderFeatures features() {
        if (log.packets() < MIN_PACKETS) {
            return null;
        }
        // one clock, and a packet that was written as planned did not wait
        ClockFit same = new ClockFit(plan.plannedNs(0), 0, 0, true);
        @Nullable HopFeatures hop = HopFeatures.of(written(), same, 0, 0);
        return hop == null ? null : SenderFeatures.of(hop);
    }

    private MatchedPackets written() {
        return new MatchedPackets() {
            @Override
            public int size() {
                return log.packets();
            }

            @Override
            public long firstNs(int index) {
                return plan.plannedNs(index);
            }

            @Override
            public long secondNs(int index) {
                return log.timeNs(index);
            }

            @Override
            public int frameBytes(int index) {
                return log.frameBytes(index);
            }
        };
    }
}
