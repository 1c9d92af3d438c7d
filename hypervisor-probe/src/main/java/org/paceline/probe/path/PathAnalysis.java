package org.paceline.probe.path;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paceline.probe.analysis.Arrivals;
import org.paceline.probe.analysis.BurstReport;
import org.paceline.probe.analysis.ClockFit;
import org.paceline.probe.analysis.DelayTrace;
import org.paceline.probe.analysis.HopFeatures;
import org.paceline.probe.analysis.HostTimeline;
import org.paceline.probe.analysis.SenderFeatures;
import org.paceline.probe.analysis.TrainCoincidence;
import org.paceline.probe.analysis.cause.BurstFeatures;
import org.paceline.probe.analysis.cause.CauseClassifier;
import org.paceline.probe.analysis.cause.HostEvidence;
import org.paceline.probe.analysis.cause.HostEvidence.Hypervisor;
import org.paceline.probe.analysis.cause.Verdict;
import org.paceline.probe.capture.FlowTable;
import org.paceline.probe.capture.FlowTuple;
import org.paceline.probe.capture.PacketLog;

/** From the packets of one or more points to a report: what is common, how even it was where, and who moved it. */
public final class PathAnalysis {
    private static final int REPORTED_FLOWS = 16;
    private static final int MIN_SENDER_PACKETS = 20;
    private static final double SOME_CAUGHT_UP = 0.015;

    /** Enough to see that they are alike. */
    private static final double CLOSE_PERIODS = 12;

    /** A packet may wait long at the end of a capture, and still be no lost one. */
    private static final double LOST_NOTICE = 0.5;

    private final FlowTable table;
    private final List<ObservedPoint> points;
    private final long linkBitsPerSecond;
    private final HostEvidence host;
    private final Consumer<String> progress;
    private final FlowChoice choice;
    private final List<LoadArrivals> loads = new ArrayList<>();
    private final List<Double> merged = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private PathAnalysis(
            FlowTable table,
            List<ObservedPoint> points,
            long linkBitsPerSecond,
            HostEvidence host,
            Consumer<String> progress) {
        this.table = table;
        this.points = points;
        this.linkBitsPerSecond = linkBitsPerSecond;
        this.host = host;
        this.progress = progress;
        this.choice = FlowChoice.of(table, points.get(0).log());
    }

    /**
     * Analyses a path.
     *
     * @param table the flows of all points
     * @param points in the order of the path, at least one
     * @param linkBitsPerSecond rate of the link behind the last point, 0 when unknown
     * @param host what the hosts told
     * @param progress takes a word on each step
     */
    public static PathReport of(
            FlowTable table,
            List<ObservedPoint> points,
            long linkBitsPerSecond,
            HostEvidence host,
            Consumer<String> progress) {
        return new PathAnalysis(table, points, linkBitsPerSecond, host, progress).report();
    }

    private PathReport report() {
        for (ObservedPoint point : points) {
            LoadArrivals load = new LoadArrivals(point.log(), choice);
            loads.add(load);
            if (!point.note().isEmpty()) {
                notes.add(point.name() + ": " + point.note());
            }
        }
        boolean jumboEverywhere = loads.stream().allMatch(SegmentCount::longFrames);
        for (int point = 0; point < points.size(); point++) {
            merged.add(SegmentCount.mergedShare(points.get(point).log(), loads.get(point), jumboEverywhere));
        }
        List<PathReport.Hop> hops = new ArrayList<>();
        @Nullable PointPairs whole = null;
        for (int hop = 1; hop < points.size(); hop++) {
            progress.accept("matching " + points.get(hop - 1).name() + " with "
                    + points.get(hop).name());
            PointPairs pairs = pairs(hop - 1, hop);
            hops.add(hop(hop, pairs));
            whole = points.size() == 2 ? pairs : null;
        }
        if (points.size() > 2) {
            whole = pairs(0, points.size() - 1);
        }
        progress.accept("measuring");
        @Nullable SenderPlan plan = SenderPlan.of(points.get(0));
        @Nullable SenderFeatures sender = plan == null ? sender() : plan.features();
        Verdict weighed = CauseClassifier.classify(features(sender, hops));
        Verdict verdict = whole != null && few(whole) ? weighed.doubted() : weighed;
        limits(whole);
        @Nullable ClockFit clock = whole == null || whole.size() == 0 ? null : ClockFit.of(whole);
        return new PathReport(
                points(),
                hops,
                flows(whole),
                choice.flows().size(),
                whole == null ? 0 : whole.size(),
                clock,
                whole == null || clock == null ? null : DelayTrace.of(whole, clock, closeNs(hops, verdict)),
                sender,
                plan == null ? null : plan.latenessNs(),
                verdict,
                host.timeline().intervals(),
                notes);
    }

    /** What shows the sawtooth: some periods of it, else some packets. */
    private double closeNs(List<PathReport.Hop> hops, Verdict verdict) {
        PathReport.Hop hop = hops.get(verdict.where() > 0 ? verdict.where() - 1 : hops.size() - 1);
        double periodNs =
                hop.features() == null ? 0 : hop.features().intervalsNs().median();
        return verdict.coalesced() && periodNs > 0 ? CLOSE_PERIODS * periodNs : 0;
    }

    private PointPairs pairs(int from, int to) {
        return Matching.of(table, points.get(from).log(), points.get(to).log()).pairs(choice);
    }

    private PathReport.Hop hop(int number, PointPairs pairs) {
        ObservedPoint from = points.get(number - 1);
        ObservedPoint to = points.get(number);
        long sent = framesDuring(loads.get(number - 1), pairs);
        boolean some = pairs.size() > 0;
        @Nullable ClockFit clock = some ? ClockFit.of(pairs) : null;
        @Nullable BurstReport behind = figures(loads.get(number), to.noiseNs());
        double link = behind == null ? 0 : behind.linkBitsPerSecond();
        double noiseNs = (double) Math.max(from.noiseNs(), to.noiseNs());
        @Nullable HopFeatures features = clock == null ? null : HopFeatures.of(pairs, clock, noiseNs, link);
        return new PathReport.Hop(
                from.name(), to.name(), pairs.size(), Math.max(0, sent - distinctFirst(pairs)), clock, features);
    }

    /** What the first point saw between the first and the last packet that both did: outside, one did not look. */
    private static long framesDuring(LoadArrivals load, PointPairs pairs) {
        if (pairs.size() == 0) {
            return load.frames();
        }
        long fromNs = Long.MAX_VALUE;
        long toNs = Long.MIN_VALUE;
        for (int index = 0; index < pairs.size(); index++) {
            fromNs = Math.min(fromNs, pairs.firstNs(index));
            toNs = Math.max(toNs, pairs.firstNs(index));
        }
        long frames = 0;
        for (int frame = 0; frame < load.frames(); frame++) {
            frames += load.timeNs(frame) >= fromNs && load.timeNs(frame) <= toNs ? 1 : 0;
        }
        return frames;
    }

    private static long distinctFirst(PointPairs pairs) {
        long distinct = 0;
        int last = -1;
        for (int index = 0; index < pairs.size(); index++) {
            if (pairs.firstPacket(index) != last) {
                distinct++;
                last = pairs.firstPacket(index);
            }
        }
        return distinct;
    }

    /** Of the largest flow: several paced flows together are not even, although each of them is. */
    private @Nullable SenderFeatures sender() {
        if (choice.flows().isEmpty()) {
            return null;
        }
        PacketLog log = points.get(0).log();
        LoadArrivals largest = new LoadArrivals(log, choice.only(choice.flows().get(0)));
        if (largest.frames() < MIN_SENDER_PACKETS) {
            return null;
        }
        SenderFeatures one = SenderFeatures.of(largest);
        boolean stalls = one.caughtUpShare() > SOME_CAUGHT_UP && !one.applicationBursts();
        if (choice.flows().size() == 1 || !stalls) {
            return one;
        }
        SenderFeatures all = SenderFeatures.of(loads.get(0)); // they stand still together, and show it in more packets
        return all.stalledShare() > one.stalledShare() && !all.applicationBursts() && !all.poisson() ? all : one;
    }

    private BurstFeatures features(@Nullable SenderFeatures sender, List<PathReport.Hop> hops) {
        List<HopFeatures> features = new ArrayList<>();
        double lost = 0;
        for (PathReport.Hop hop : hops) {
            if (hop.features() != null) {
                features.add(hop.features());
                lost += (double) hop.lost() / Math.max(1, hop.lost() + hop.matched());
            }
        }
        int last = points.size() - 1;
        return new BurstFeatures(
                sender,
                features,
                merged.get(0),
                merged.get(last),
                lost,
                otherShare(last),
                host().with(coincidences(hops)));
    }

    /** At each point, whose clock leads back to that of the first over the hops between. */
    private List<TrainCoincidence> coincidences(List<PathReport.Hop> hops) {
        if (host.timeline().equals(HostTimeline.NONE) || choice.flows().isEmpty()) {
            return List.of();
        }
        FlowChoice largest = choice.only(choice.flows().get(0));
        List<TrainCoincidence> found = new ArrayList<>();
        TrainCoincidence.ClockStep toHost = pointNs -> pointNs;
        for (int point = 0; point < points.size(); point++) {
            if (point > 0) {
                @Nullable ClockFit clock = hops.get(point - 1).clock();
                if (clock == null) {
                    return found;
                }
                TrainCoincidence.ClockStep before = toHost;
                toHost = pointNs -> before.hostNs(clock.firstNs(pointNs));
            }
            LoadArrivals load = new LoadArrivals(points.get(point).log(), largest);
            found.add(TrainCoincidence.of(load, toHost, host.timeline()));
        }
        if (!watched()) {
            notes.add("the facts of the host cover no time of the first capture: was it watched by another clock?");
        }
        return found;
    }

    private boolean watched() {
        LoadArrivals first = loads.get(0);
        return first.frames() > 0
                && first.timeNs(0) < host.timeline().toNs()
                && first.timeNs(first.frames() - 1) > host.timeline().fromNs();
    }

    private double otherShare(int last) {
        PacketLog log = points.get(last).log();
        double other = 0;
        double all = 0;
        for (int packet = 0; packet < log.packets(); packet++) {
            if (log.payloadBytes(packet) > 0) {
                all += log.frameBytes(packet);
                other += choice.isChosen(log.flow(packet)) ? 0 : log.frameBytes(packet);
            }
        }
        return all == 0 ? 0 : other / all;
    }

    private HostEvidence host() {
        if (host.hypervisor() != Hypervisor.UNKNOWN) {
            return host;
        }
        for (ObservedPoint point : points) {
            for (String name : point.interfaces()) {
                if (name.matches("vif\\d.*|xenbr.*")) {
                    return host.with(Hypervisor.XEN);
                }
                if (name.matches("vnet\\d+|tap.*|virbr.*|macvtap.*")) {
                    return host.with(Hypervisor.KVM);
                }
            }
        }
        return host;
    }

    private boolean few(PointPairs whole) {
        return whole.size() < LOST_NOTICE * loads.get(0).frames();
    }

    private void limits(@Nullable PointPairs whole) {
        if (points.size() == 1) {
            notes.add("one point of observation: what was planned is not known, so the confidence is low");
        } else if (whole == null || whole.size() == 0) {
            notes.add("no packet of the load was seen at both the first and the last point");
        } else if (few(whole)) {
            notes.add("only " + whole.size() + " of " + loads.get(0).frames()
                    + " packets of the first point were seen at the last one");
        }
    }

    private List<PathReport.Point> points() {
        List<PathReport.Point> results = new ArrayList<>();
        for (int index = 0; index < points.size(); index++) {
            ObservedPoint point = points.get(index);
            long again = 0;
            long acknowledgments = 0;
            long others = 0;
            PacketLog log = point.log();
            for (int packet = 0; packet < log.packets(); packet++) {
                boolean payload = log.payloadBytes(packet) > 0;
                boolean carries = choice.carries(log, packet);
                again += carries && log.isRetransmission(packet) ? 1 : 0;
                acknowledgments += !payload && table.tuple(log.flow(packet)).isTcp() ? 1 : 0;
                others += payload && !carries ? 1 : 0;
            }
            results.add(new PathReport.Point(
                    point.name(),
                    point.frames(),
                    loads.get(index).frames(),
                    again,
                    acknowledgments,
                    others,
                    merged.get(index),
                    point.interfaces(),
                    point.note(),
                    figures(loads.get(index), point.noiseNs())));
        }
        return results;
    }

    private @Nullable BurstReport figures(Arrivals load, long noiseNs) {
        boolean measurable = load.frames() >= 2 && load.timeNs(load.frames() - 1) > load.timeNs(0);
        return measurable ? BurstReport.of(load, noiseNs, linkBitsPerSecond) : null;
    }

    private List<PathReport.Flow> flows(@Nullable PointPairs whole) {
        List<PathReport.Flow> results = new ArrayList<>();
        if (choice.flows().size() < 2) {
            return results; // the one flow is what the points show
        }
        for (int flow : choice.flows()
                .subList(0, Math.min(REPORTED_FLOWS, choice.flows().size()))) {
            FlowChoice one = choice.only(flow);
            List<@Nullable BurstReport> reports = new ArrayList<>();
            for (ObservedPoint point : points) {
                reports.add(figures(new LoadArrivals(point.log(), one), point.noiseNs()));
            }
            FlowTuple tuple = table.tuple(flow);
            results.add(new PathReport.Flow(tuple.toString(), matched(whole, flow), reports));
        }
        return results;
    }

    private long matched(@Nullable PointPairs whole, int flow) {
        long matched = 0;
        PacketLog log = points.get(0).log();
        for (int index = 0; whole != null && index < whole.size(); index++) {
            matched += log.flow(whole.firstPacket(index)) == flow ? 1 : 0;
        }
        return matched;
    }
}
