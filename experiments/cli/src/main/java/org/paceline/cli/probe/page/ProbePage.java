package org.paceline.cli.probe.page;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.demo.StyleSheet;
import org.paceline.cli.demo.chart.Svg;
import org.paceline.cli.probe.AnalysisJson;
import org.paceline.cli.verify.SweepChange;
import org.paceline.probe.analysis.BurstReport;
import org.paceline.probe.analysis.ClockFit;
import org.paceline.probe.analysis.DelayTrace;
import org.paceline.probe.analysis.HopFeatures;
import org.paceline.probe.analysis.ValueQuantiles;
import org.paceline.probe.analysis.cause.CauseLikelihood;
import org.paceline.probe.analysis.cause.Fingerprint;
import org.paceline.probe.path.PathReport;
import org.paceline.probe.sweep.SweepResult;

/** The result of an analysis or of a sweep as a page: verdict, then the figures that it stands on. */
public final class ProbePage {
    /** Causes below this are left out; the JSON has all. */
    private static final double WORTH_SAYING = 0.02;

    private static final double PERCENT = 100;

    private final PathReport report;
    private final StringBuilder html = new StringBuilder();

    private ProbePage(PathReport report) {
        this.report = report;
    }

    /** Of captures. */
    public static String of(PathReport report) {
        ProbePage page = new ProbePage(report);
        page.head("Paceline probe analyze", page.title(), page.lead());
        page.body(Caption.POINTS);
        String curve = CoalescingFigure.of(report);
        if (!curve.isEmpty()) {
            page.section("Which gaps were closed", Caption.CURVE_OF_CAPTURES, curve);
        }
        page.close();
        return page.html.toString();
    }

    /**
     * Of a sweep.
     *
     * @param report of its packets: as they were written, and as they were seen
     * @param limitPercent the coalescing fraction that counts as bursts
     */
    public static String of(SweepResult sweep, PathReport report, double limitPercent) {
        ProbePage page = new ProbePage(report);
        page.head("Paceline probe run", page.title(), page.swept(sweep, limitPercent));
        page.rest(sweep);
        return page.html.toString();
    }

    /** Of the sweep after a remedy, with the one before it beside. */
    public static String of(SweepChange change, double limitPercent) {
        SweepResult after = change.after().sweep();
        ProbePage page = new ProbePage(change.after().report());
        page.head(
                "Paceline probe run",
                "After the remedy: " + change.outcome().meaning(),
                page.swept(after, limitPercent));
        page.section(
                "Before and after the remedy", Caption.CHANGE, CoalescingFigure.of(change) + ChangeTable.of(change));
        page.rest(after);
        return page.html.toString();
    }

    private void rest(SweepResult sweep) {
        section("Gap sweep: which gaps are closed", Caption.CURVE_OF_SWEEP, CoalescingFigure.of(sweep));
        body(Caption.POINTS_OF_SWEEP);
        close();
    }

    private String swept(SweepResult sweep, double limitPercent) {
        String setAside = sweep.setAside() == 0
                ? ""
                : text(
                        " %,d more are left out with their trains, of which segments were sent again.",
                        sweep.setAside());
        return text(
                "Of packets written apart, at most %.1f %% came together at any gap that can be told from back to back;"
                        + " the limit is %.1f %%. %,d packets sent over %s, %,d not seen; stamps by the %s; clocks"
                        + " within %s.%s",
                PERCENT * sweep.worstCoalescedShare(),
                limitPercent,
                sweep.sent(),
                sweep.plan().transport(),
                sweep.lost(),
                sweep.stamps(),
                Frame.duration((double) sweep.clock().uncertaintyNs()),
                setAside);
    }

    private String title() {
        return report.verdict().coalesced() ? "Packets that were sent apart came together" : "The spacing was kept";
    }

    private String lead() {
        @Nullable ClockFit clock = report.clock();
        String matched = clock == null
                ? "One point of observation."
                : text(
                        "%,d packets matched between the first point and the last, whose clock is %+.6f s off%s.",
                        report.matched(),
                        clock.offsetNs() / 1e9,
                        clock.driftKnown() ? text(" and drifts by %+.2f ppm", clock.driftPpm()) : "");
        return text(
                "Lost %s; confidence %s. %s",
                AnalysisJson.where(report), report.verdict().confidence().name().toLowerCase(Locale.ROOT), matched);
    }

    private void head(String name, String title, String lead) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>")
                .append(name)
                .append("</title><style>\n")
                .append(StyleSheet.text())
                .append("</style></head><body><main>\n<h1>")
                .append(title)
                .append("</h1>\n");
        paragraph("lead", lead);
        report.notes().forEach(note -> paragraph("note", note));
    }

    private void body(String cards) {
        cards(cards);
        verdict();
        html.append("<div class=\"pair\">");
        section("Gaps between packets", Caption.GAPS, GapFigure.of(report));
        section("Packet trains", Caption.TRAINS, TrainFigure.packets(report));
        html.append("</div>\n<div class=\"pair\">");
        section("Trains in bytes", Caption.BYTES, TrainFigure.bytes(report));
        marks();
        html.append("</div>\n");
        delays();
        String noted = report.intervals().isEmpty() ? Caption.NOTHING_NOTED : Caption.NOTED;
        section("Trains over time", Caption.TIMELINE + " " + noted, TimelineFigure.of(report));
    }

    private void cards(String said) {
        paragraph("said", said);
        html.append("<div class=\"cards\">\n");
        int points = report.points().size();
        for (int point = 0; point < points; point++) {
            PathReport.Point each = report.points().get(point);
            html.append("<div class=\"card ")
                    .append(PointLook.of(point, points))
                    .append("\"><b>");
            html.append(Svg.escaped(PointLook.name(each))).append("</b>");
            @Nullable BurstReport figures = each.report();
            if (figures == null) {
                html.append("<div class=\"unit\">too few packets to measure</div></div>\n");
                continue;
            }
            html.append("<div class=\"figure\">")
                    .append(text("%.2f", figures.trains().weightedMean()))
                    .append("</div><div class=\"unit\">packets in the mean train; 1 is even</div><div class=\"more\">")
                    .append(text(
                            "%,d packets, %.1f %% back to back, longest train %,d%s",
                            each.packets(),
                            PERCENT * figures.backToBackShare(),
                            figures.trains().max(),
                            each.note().isEmpty() ? "" : "; <b>partial</b>"))
                    .append("</div></div>\n");
        }
        html.append("</div>\n");
    }

    private void verdict() {
        html.append("<section><h2>Verdict</h2>\n");
        paragraph("said", Caption.VERDICT);
        @Nullable ValueQuantiles late = report.latenessNs();
        if (late != null) {
            paragraph(
                    "said",
                    text(
                            "The sender's plan is known: it wrote %s after their time (median), %s at 99 %%,"
                                    + " %s at most.",
                            Frame.duration(late.at(0.5)), Frame.duration(late.at(0.99)), Frame.duration(late.at(1))));
        }
        html.append("<div class=\"wide\"><table><thead><tr><th>likelihood</th><th class=\"left\">cause</th>")
                .append("<th class=\"left\">evidence</th></tr></thead><tbody>\n");
        for (CauseLikelihood cause : report.verdict().causes()) {
            if (cause.likelihood() >= WORTH_SAYING) {
                cause(cause);
            }
        }
        html.append("</tbody></table></div>\n");
        if (report.verdict().coalesced()) {
            html.append("<p class=\"said\">Remedy:</p><pre><code>")
                    .append(Svg.escaped(report.verdict().first().remedy()))
                    .append("</code></pre>\n");
        }
        html.append("</section>\n");
    }

    private void cause(CauseLikelihood cause) {
        html.append(text("<tr><td>%.0f %%</td><td class=\"left\"><code>", PERCENT * cause.likelihood()))
                .append(cause.cause().id())
                .append("</code><br>")
                .append(Svg.escaped(cause.cause().meaning()))
                .append("</td><td class=\"left\"><ul>");
        cause.evidence()
                .forEach(evidence ->
                        html.append("<li>").append(Svg.escaped(evidence)).append("</li>"));
        html.append("</ul></td></tr>\n");
    }

    /** What the lines in the figures of trains stand for, and what of it was met. */
    private void marks() {
        html.append("<section><h2>Known sizes and periods</h2>\n");
        paragraph("said", Caption.MARKS);
        html.append("<ul>");
        @Nullable
        BurstReport last = report.points().get(report.points().size() - 1).report();
        for (Fingerprint known : Fingerprint.KNOWN) {
            boolean met = last != null && met(known, last);
            html.append("<li>")
                    .append(met ? "<b>" : "")
                    .append(Svg.escaped(known.meaning()))
                    .append(met ? " — met here</b>" : "")
                    .append("</li>");
        }
        html.append("</ul></section>\n");
    }

    private boolean met(Fingerprint known, BurstReport last) {
        @Nullable HopFeatures hop = report.verdict().coalesced() ? report.hop() : null;
        return switch (known.kind()) {
            case PACKETS -> near(known, last.trains().weightedQuantile(0.5));
            case BYTES -> met(known, last.intervals().bytes());
            case PERIOD_NS -> hop != null && (met(known, hop.intervalsNs()) || met(known, hop.holdsNs()));
        };
    }

    private static boolean met(Fingerprint known, ValueQuantiles values) {
        return PathReport.isSteady(values) && near(known, values.median());
    }

    private static boolean near(Fingerprint known, double value) {
        return Fingerprint.near(known.kind(), value).contains(known);
    }

    private void delays() {
        @Nullable DelayTrace trace = report.delays();
        if (trace == null) {
            return;
        }
        double periodNs = report.periodNs();
        String period = report.verdict().coalesced() && periodNs > 0
                ? text(" Trains begin every %s (median).%s", Frame.duration(periodNs), named(periodNs))
                : "";
        section("Delay between the first point and the last", Caption.DELAY + period, DelayFigure.whole(trace));
        html.append("<div class=\"pair\">");
        section("A typical stretch, packet by packet", Caption.SAWTOOTH, DelayFigure.close(trace.typical()));
        section("The worst stretch", Caption.WORST, DelayFigure.close(trace.worst()));
        html.append("</div>\n");
    }

    private String named(double periodNs) {
        @Nullable HopFeatures hop = report.hop();
        if (hop == null || !PathReport.isSteady(hop.intervalsNs())) {
            return " They do not come at a steady beat.";
        }
        List<Fingerprint> near = Fingerprint.near(Fingerprint.Kind.PERIOD_NS, periodNs);
        return near.isEmpty() ? "" : " That is " + near.get(0).meaning() + ".";
    }

    private void section(String title, String said, String figure) {
        html.append("<section><h2>").append(title).append("</h2>\n");
        paragraph("said", said);
        html.append(figure).append("</section>\n");
    }

    private void paragraph(String look, String said) {
        html.append("<p class=\"")
                .append(look)
                .append("\">")
                .append(Svg.escaped(said))
                .append("</p>\n");
    }

    private void close() {
        html.append("</main></body></html>\n");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
