package org.paceline.probe.path;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.probe.analysis.BurstReport;
import org.paceline.probe.analysis.ClockFit;
import org.paceline.probe.analysis.DelayTrace;
import org.paceline.probe.analysis.HopFeatures;
import org.paceline.probe.analysis.HostInterval;
import org.paceline.probe.analysis.SenderFeatures;
import org.paceline.probe.analysis.ValueQuantiles;
import org.paceline.probe.analysis.cause.Verdict;

/**
 * What was found on a path.
 *
 * @param points in the order of the path
 * @param hops from each point to the next
 * @param flows of the load, the largest first, some of them
 * @param flowCount how many flows carried the load
 * @param matched packets of the load that were seen at the first point and at the last
 * @param clock of the last point against the first one's; null with one point, or without a match
 * @param delays between the first point and the last, over time; null as the clock is
 * @param sender how even the first point was; null with too few packets
 * @param latenessNs of the sender, written after planned; null where the plan is not known
 * @param intervals in which a host stood still, where that was noted; the earliest first
 * @param notes what limits the result
 */
public record PathReport(
        List<Point> points,
        List<Hop> hops,
        List<Flow> flows,
        int flowCount,
        long matched,
        @Nullable ClockFit clock,
        @Nullable DelayTrace delays,
        @Nullable SenderFeatures sender,
        @Nullable ValueQuantiles latenessNs,
        Verdict verdict,
        List<HostInterval> intervals,
        List<String> notes) {
    private static final double STEADY_WITHIN = 0.05;
    private static final double STEADY_SHARE = 0.5;

    public PathReport {
        points = List.copyOf(points);
        hops = List.copyOf(hops);
        flows = List.copyOf(flows);
        intervals = List.copyOf(intervals);
        notes = List.copyOf(notes);
    }

    /** The same findings, judged otherwise. */
    PathReport withVerdict(Verdict changed) {
        return new PathReport(
                points, hops, flows, flowCount, matched, clock, delays, sender, latenessNs, changed, intervals, notes);
    }

    /**
     * Time from train to train behind the hop that the verdict accuses, else behind the last one.
     *
     * @return median in nanoseconds, NaN without trains
     */
    public double periodNs() {
        @Nullable HopFeatures hop = hop();
        return hop == null ? Double.NaN : hop.intervalsNs().median();
    }

    /** Whether most values lie near their median, so that it is a property of something and no accident. */
    public static boolean isSteady(ValueQuantiles values) {
        return values.shareNear(values.median(), STEADY_WITHIN) > STEADY_SHARE;
    }

    /** The hop that the verdict accuses, else the last one; null without any, or where nothing matched. */
    public @Nullable HopFeatures hop() {
        if (hops.isEmpty()) {
            return null;
        }
        int where = verdict.where();
        return hops.get(where > 0 && where <= hops.size() ? where - 1 : hops.size() - 1)
                .features();
    }

    /**
     * One point.
     *
     * @param frames that the file held
     * @param packets of the load
     * @param retransmissions among them
     * @param acknowledgments TCP segments without payload
     * @param others packets of other flows, with payload
     * @param mergedShare packets of the load that were part of frames of several segments
     * @param report the figures; null when there were too few packets
     */
    public record Point(
            String name,
            long frames,
            long packets,
            long retransmissions,
            long acknowledgments,
            long others,
            double mergedShare,
            List<String> interfaces,
            String note,
            @Nullable BurstReport report) {}

    /**
     * From one point to the next.
     *
     * @param lost packets of the load that only the first of the two saw
     * @param features null when nothing matched
     */
    public record Hop(
            String from,
            String to,
            long matched,
            long lost,
            @Nullable ClockFit clock,
            @Nullable HopFeatures features) {}

    /**
     * One flow of the load.
     *
     * @param name addresses and ports
     * @param matched packets seen at the first point and at the last
     * @param reports its figures at each point; null where it had too few packets
     */
    public record Flow(String name, long matched, List<@Nullable BurstReport> reports) {}
}
