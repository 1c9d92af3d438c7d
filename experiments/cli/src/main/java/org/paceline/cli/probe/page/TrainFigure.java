package org.paceline.cli.probe.page;

import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.page.Frame;
import org.paceline.cli.page.Panel;
import org.paceline.cli.page.Svg;
import org.paceline.probe.analysis.BurstReport;
import org.paceline.probe.analysis.TrainLengths;
import org.paceline.probe.analysis.ValueQuantiles;
import org.paceline.probe.analysis.cause.Fingerprint;
import org.paceline.probe.path.PathReport;

/** How long trains are, in packets or in bytes, one line a point, with the constants of kernels and hypervisors. */
final class TrainFigure {
    private static final double LEAST_PACKETS = 300;
    private static final double LOW_BYTES = 100;
    private static final double LEAST_BYTES = 1e6;
    private static final int STEPS = 400;
    private static final int MARKER_ROW = 15;

    private TrainFigure() {}

    /** In packets, weighted by them: what a packet chosen at random finds itself in. */
    static String packets(PathReport report) {
        double high =
                Math.max(LEAST_PACKETS, most(report, figures -> figures.trains().max()));
        Frame frame = Frame.HALF;
        Svg svg = frame.svg("Packets by the length of their train, by point");
        Panel panel = frame.panel(
                svg,
                frame.logX(1, high),
                frame.linearY(100),
                "packets in the train",
                "packets in trains up to this, %");
        markers(panel, frame, Fingerprint.Kind.PACKETS, high);
        int points = report.points().size();
        for (int point = 0; point < points; point++) {
            @Nullable BurstReport figures = report.points().get(point).report();
            if (figures != null) {
                Svg.Path steps = lengths(panel, figures.trains(), high);
                panel.draw(steps, "curve " + PointLook.of(point, points));
            }
        }
        frame.lowerLegend(svg, PointLook.legend(report));
        return svg.markup();
    }

    private static Svg.Path lengths(Panel panel, TrainLengths trains, double high) {
        Svg.Path steps = new Svg.Path();
        steps.moveTo(panel.xAt(1), panel.yAt(0));
        trains.forEachLength((length, share) -> steps.stepTo(panel.xAt(length), panel.yAt(100 * share)));
        return steps.stepTo(panel.xAt(high), panel.yAt(100));
    }

    /** In bytes, of trains of two packets and more. */
    static String bytes(PathReport report) {
        double high = Math.max(
                LEAST_BYTES, most(report, figures -> figures.intervals().bytes().at(1)));
        Frame frame = Frame.HALF;
        Svg svg = frame.svg("Trains by their bytes, by point");
        Panel panel = frame.panel(
                svg, frame.logX(LOW_BYTES, high), frame.linearY(100), "bytes of the train", "trains up to this, %");
        markers(panel, frame, Fingerprint.Kind.BYTES, high);
        int points = report.points().size();
        for (int point = 0; point < points; point++) {
            @Nullable BurstReport figures = report.points().get(point).report();
            if (figures != null && figures.intervals().trains() > 0) {
                Svg.Path curve = sizes(panel, figures.intervals().bytes(), high);
                panel.draw(curve, "curve " + PointLook.of(point, points));
            }
        }
        frame.lowerLegend(svg, PointLook.legend(report));
        return svg.markup();
    }

    private static Svg.Path sizes(Panel panel, ValueQuantiles bytes, double high) {
        Svg.Path curve = new Svg.Path();
        for (int step = 0; step <= STEPS; step++) {
            double size = LOW_BYTES * Math.pow(high / LOW_BYTES, (double) step / STEPS);
            curve.lineTo(panel.xAt(size), panel.yAt(100 * bytes.shareBetween(0, size)));
        }
        return curve;
    }

    private static void markers(Panel panel, Frame frame, Fingerprint.Kind kind, double high) {
        double drop = MARKER_ROW;
        for (Fingerprint known : Fingerprint.KNOWN) {
            if (known.kind() == kind && known.value() <= high) {
                boolean room = panel.xAt(known.value()) < frame.left() + 0.8 * frame.plotWidth();
                String label = known.meaning().replaceAll(":.*", "");
                panel.marker(known.value(), room ? label : label.replaceAll(" .*", ""), drop);
                drop += MARKER_ROW;
            }
        }
    }

    private static double most(PathReport report, ToDoubleFunction<BurstReport> figure) {
        double most = 0;
        for (PathReport.Point point : report.points()) {
            @Nullable BurstReport figures = point.report();
            double value = figures == null ? 0 : figure.applyAsDouble(figures);
            most = Math.max(most, Double.isNaN(value) ? 0 : value);
        }
        return most;
    }
}
