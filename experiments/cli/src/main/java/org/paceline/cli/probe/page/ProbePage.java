package org.paceline.cli.probe.page;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.page.Frame;
import org.paceline.cli.page.HtmlPage;
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
    private final HtmlPage html;

    private ProbePage(PathReport report, String name, String heading, String lead) {
        this.report = report;
        html = new HtmlPage(name, heading).paragraph("lead", lead);
        report.notes().forEach(note -> html.paragraph("note", note));
    }

    /** Of captures. */
    public static String of(PathReport report) {
        ProbePage page = new ProbePage(report, "Paceline probe analyze", title(report), lead(report));
        page.body(Caption.POINTS);
        String curve = CoalescingFigure.of(report);
        if (!curve.isEmpty()) {
            page.html.section("Which gaps were closed", Caption.CURVE_OF_CAPTURES, curve);
        }
        return page.html.end();
    }

    /**
     * Of a sweep.
     *
     * @param report of its packets: as they were written, and as they were seen
     * @param limitPercent the coalescing fraction that counts as bursts
     */
    public static String of(SweepResult sweep, PathReport report, double limitPercent) {
        ProbePage page = new ProbePage(report, "Paceline probe run", title(report), swept(sweep, limitPercent));
        page.rest(sweep);
        return page.html.end();
    }

    /** Of the sweep after a remedy, with the one before it beside. */
    public static String of(SweepChange change, double limitPercent) {
        SweepResult after = change.after().sweep();
        ProbePage page = new ProbePage(
                change.after().report(),
                "Paceline probe run",
                "After the remedy: " + change.outcome().meaning(),
                swept(after, limitPercent));
        page.html.section(
                "Before and after the remedy", Caption.CHANGE, CoalescingFigure.of(change) + ChangeTable.of(change));
        page.rest(after);
        return page.html.end();
    }

    private void rest(SweepResult sweep) {
        html.section("Gap sweep: which gaps are closed", Caption.CURVE_OF_SWEEP, CoalescingFigure.of(sweep));
        body(Caption.POINTS_OF_SWEEP);
    }

    private static String swept(SweepResult sweep, double limitPercent) {
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

    private static String title(PathReport report) {
        return report.verdict().coalesced() ? "Packets that were sent apart came together" : "The spacing was kept";
    }

    private static String lead(PathReport report) {
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

    private void body(String cards) {
        cards(cards);
        verdict();
        html.add("<div class=\"pair\">");
        html.section("Gaps between packets", Caption.GAPS, GapFigure.of(report));
        html.section("Packet trains", Caption.TRAINS, TrainFigure.packets(report));
        html.add("</div>\n<div class=\"pair\">");
        html.section("Trains in bytes", Caption.BYTES, TrainFigure.bytes(report));
        marks();
        html.add("</div>\n");
        delays();
        String noted = report.intervals().isEmpty() ? Caption.NOTHING_NOTED : Caption.NOTED;
        html.section("Trains over time", Caption.TIMELINE + " " + noted, TimelineFigure.of(report));
    }

    private void cards(String said) {
        html.paragraph("said", said);
        html.add("<div class=\"cards\">\n");
        int points = report.points().size();
        for (int point = 0; point < points; point++) {
            PathReport.Point each = report.points().get(point);
            html.add("<div class=\"card ").add(PointLook.of(point, points)).add("\"><b>");
            html.text(PointLook.name(each)).add("</b>");
            @Nullable BurstReport figures = each.report();
            if (figures == null) {
                html.add("<div class=\"unit\">too few packets to measure</div></div>\n");
                continue;
            }
            html.add("<div class=\"figure\">")
                    .add(text("%.2f", figures.trains().weightedMean()))
                    .add("</div><div class=\"unit\">packets in the mean train; 1 is even</div><div class=\"more\">")
                    .add(text(
                            "%,d packets, %.1f %% back to back, longest train %,d%s",
                            each.packets(),
                            PERCENT * figures.backToBackShare(),
                            figures.trains().max(),
                            each.note().isEmpty() ? "" : "; <b>partial</b>"))
                    .add("</div></div>\n");
        }
        html.add("</div>\n");
    }

    private void verdict() {
        html.section("Verdict").paragraph("said", Caption.VERDICT);
        @Nullable ValueQuantiles late = report.latenessNs();
        if (late != null) {
            html.paragraph(
                    "said",
                    text(
                            "The sender's plan is known: it wrote %s after their time (median), %s at 99 %%,"
                                    + " %s at most.",
                            Frame.duration(late.at(0.5)), Frame.duration(late.at(0.99)), Frame.duration(late.at(1))));
        }
        html.add("<div class=\"wide\"><table><thead><tr><th>likelihood</th><th class=\"left\">cause</th>")
                .add("<th class=\"left\">evidence</th></tr></thead><tbody>\n");
        for (CauseLikelihood cause : report.verdict().causes()) {
            if (cause.likelihood() >= WORTH_SAYING) {
                cause(cause);
            }
        }
        html.add("</tbody></table></div>\n");
        if (report.verdict().coalesced()) {
            html.add("<p class=\"said\">Remedy:</p><pre><code>")
                    .text(report.verdict().first().remedy())
                    .add("</code></pre>\n");
        }
        html.endSection();
    }

    private void cause(CauseLikelihood cause) {
        html.add(text("<tr><td>%.0f %%</td><td class=\"left\"><code>", PERCENT * cause.likelihood()))
                .add(cause.cause().id())
                .add("</code><br>")
                .text(cause.cause().meaning())
                .add("</td><td class=\"left\"><ul>");
        cause.evidence().forEach(evidence -> html.add("<li>").text(evidence).add("</li>"));
        html.add("</ul></td></tr>\n");
    }

    /** What the lines in the figures of trains stand for, and what of it was met. */
    private void marks() {
        html.section("Known sizes and periods").paragraph("said", Caption.MARKS).add("<ul>");
        @Nullable
        BurstReport last = report.points().get(report.points().size() - 1).report();
        for (Fingerprint known : Fingerprint.KNOWN) {
            boolean met = last != null && met(known, last);
            html.add("<li>")
                    .add(met ? "<b>" : "")
                    .text(known.meaning())
                    .add(met ? " — met here</b>" : "")
                    .add("</li>");
        }
        html.add("</ul>").endSection();
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
        html.section("Delay between the first point and the last", Caption.DELAY + period, DelayFigure.whole(trace));
        html.add("<div class=\"pair\">");
        html.section("A typical stretch, packet by packet", Caption.SAWTOOTH, DelayFigure.close(trace.typical()));
        html.section("The worst stretch", Caption.WORST, DelayFigure.close(trace.worst()));
        html.add("</div>\n");
    }

    private String named(double periodNs) {
        @Nullable HopFeatures hop = report.hop();
        if (hop == null || !PathReport.isSteady(hop.intervalsNs())) {
            return " They do not come at a steady beat.";
        }
        List<Fingerprint> near = Fingerprint.near(Fingerprint.Kind.PERIOD_NS, periodNs);
        return near.isEmpty() ? "" : " That is " + near.get(0).meaning() + ".";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
