package org.paceline.cli.probe.page;

import java.util.ArrayList;
import java.util.List;
import org.paceline.cli.page.Frame;
import org.paceline.cli.page.Legend;
import org.paceline.cli.page.Panel;
import org.paceline.cli.page.Svg;
import org.paceline.cli.verify.SweepChange;
import org.paceline.probe.analysis.CoalescingCurve;
import org.paceline.probe.path.PathReport;
import org.paceline.probe.sweep.GapPoint;
import org.paceline.probe.sweep.SweepResult;

/** P_coal(T): of packets sent a gap T apart, the share that came together. */
final class CoalescingFigure {
    /** Fewer pairs say nothing of a share. */
    private static final int FEWEST_PAIRS = 20;

    private CoalescingFigure() {}

    /** A line of the figure. */
    private record Line(String name, String look, List<Place> places) {}

    /**
     * A place on a line.
     *
     * @param share 0 to 1
     */
    private record Place(double gapNs, double share) {}

    /** Of a sweep: exact gaps. */
    static String of(SweepResult sweep) {
        return drawn(List.of(line("sweep", PointLook.LAST, sweep)), shortestResolvedNs(sweep));
    }

    /** Of two: before a remedy, and after it. */
    static String of(SweepChange change) {
        SweepResult after = change.after().sweep();
        Line before = line("before", PointLook.FIRST, change.before().sweep());
        return drawn(List.of(before, line("after", PointLook.LAST, after)), shortestResolvedNs(after));
    }

    private static Line line(String name, String look, SweepResult sweep) {
        List<Place> places = new ArrayList<>();
        for (GapPoint point : sweep.curve()) {
            if (point.keptApart() > 0) {
                places.add(new Place((double) point.gapNs(), point.coalescedShare()));
            }
        }
        return new Line(name, look, places);
    }

    private static double shortestResolvedNs(SweepResult sweep) {
        return sweep.curve().stream()
                .filter(GapPoint::resolved)
                .mapToDouble(GapPoint::gapNs)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Of captures: what gaps there were, from 1, 2 and 5 to the next; empty when nothing was sent apart often. */
    static String of(PathReport report) {
        List<Line> lines = new ArrayList<>();
        int hops = report.hops().size();
        for (int hop = 0; hop < hops; hop++) {
            PathReport.Hop each = report.hops().get(hop);
            List<Place> places = new ArrayList<>();
            List<CoalescingCurve.Entry> entries =
                    each.features() == null ? List.of() : each.features().curve();
            for (CoalescingCurve.Entry entry : entries) {
                if (entry.pairs() >= FEWEST_PAIRS) {
                    places.add(new Place((double) entry.fromNs(), entry.share()));
                }
            }
            if (!places.isEmpty()) {
                String look = hop == hops - 1 ? PointLook.LAST : PointLook.BETWEEN;
                lines.add(new Line("hop " + (hop + 1), look, places));
            }
        }
        return lines.isEmpty() ? "" : drawn(lines, Double.POSITIVE_INFINITY);
    }

    private static String drawn(List<Line> lines, double shortestResolvedNs) {
        double lowNs = Double.POSITIVE_INFINITY;
        double highNs = 0;
        for (Line line : lines) {
            for (Place place : line.places()) {
                lowNs = Math.min(lowNs, place.gapNs());
                highNs = Math.max(highNs, place.gapNs());
            }
        }
        Frame frame = Frame.WIDE;
        Svg svg = frame.svg("Share of packets that came together, over the gap at which they were sent");
        Panel panel = frame.panel(
                svg,
                frame.logTimeX(Math.min(lowNs, 1e3), Math.max(highNs, 1e7) * 1.05),
                frame.linearY(100),
                "gap T at which the packets were sent",
                "came together, %");
        if (shortestResolvedNs > lowNs && shortestResolvedNs < highNs) {
            panel.marker(shortestResolvedNs, "shorter gaps look closed on any path", 16);
        }
        List<Legend.Entry> legend = new ArrayList<>();
        for (Line line : lines) {
            Svg.Path curve = new Svg.Path();
            Svg.Path dots = new Svg.Path();
            for (Place place : line.places()) {
                curve.lineTo(panel.xAt(place.gapNs()), panel.yAt(100 * place.share()));
                dots.dot(panel.xAt(place.gapNs()), panel.yAt(100 * place.share()));
            }
            panel.draw(curve, "curve " + line.look()).draw(dots, "knots " + line.look());
            legend.add(new Legend.Entry(line.name(), line.look()));
        }
        if (lines.size() > 1) {
            frame.upperLegend(svg, legend);
        }
        return svg.markup();
    }
}
