package org.paceline.cli.probe;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paceline.probe.analysis.BurstReport;
import org.paceline.probe.analysis.ClockFit;
import org.paceline.probe.analysis.HopFeatures;
import org.paceline.probe.analysis.ValueQuantiles;
import org.paceline.probe.analysis.cause.CauseLikelihood;
import org.paceline.probe.path.PathReport;

/** A report for the terminal: points, hops, verdict with evidence, remedy. */
public final class AnalysisText {
    /** Causes below this are left out; the JSON has all. */
    private static final double WORTH_SAYING = 0.05;

    private final StringBuilder text = new StringBuilder();

    private AnalysisText() {}

    public static String of(PathReport report) {
        AnalysisText page = new AnalysisText();
        page.line("point                          packets  back to back  mean train  longest  burst excess    CoV"
                + "   threshold");
        report.points().forEach(page::point);
        report.hops().forEach(page::hop);
        page.clock(report.clock(), report.matched());
        page.lateness(report.latenessNs());
        page.verdict(report);
        report.notes().forEach(note -> page.line("note: %s", note));
        return page.text.toString();
    }

    /** The verdict alone, with evidence and remedy. */
    public static String verdictOf(PathReport report) {
        AnalysisText page = new AnalysisText();
        page.lateness(report.latenessNs());
        page.verdict(report);
        return page.text.toString();
    }

    private void lateness(@Nullable ValueQuantiles latenessNs) {
        if (latenessNs != null) {
            line(
                    "written after planned: %.1f us (median), %.1f us (99 %%), %.1f us (most)",
                    latenessNs.at(0.5) / 1e3, latenessNs.at(0.99) / 1e3, latenessNs.at(1) / 1e3);
        }
    }

    private void point(PathReport.Point point) {
        @Nullable BurstReport figures = point.report();
        if (figures == null) {
            line("%-28.28s %,9d  too few packets to measure", shortName(point.name()), point.packets());
            return;
        }
        line(
                "%-28.28s %,9d %12.1f %% %11.2f %8d %13.1f %6.2f %8.1f us",
                shortName(point.name()),
                point.packets(),
                100 * figures.backToBackShare(),
                figures.trains().weightedMean(),
                figures.trains().max(),
                figures.burstExcessPackets(),
                figures.gaps().coefficientOfVariation(),
                figures.thetaNs() / 1e3);
    }

    private void hop(PathReport.Hop hop) {
        @Nullable HopFeatures features = hop.features();
        if (features == null) {
            line("hop %s > %s: no packet matched", shortName(hop.from()), shortName(hop.to()));
            return;
        }
        line(
                "hop %s > %s: %,d matched, %,d lost; sent apart and arrived together: %.2f %%"
                        + " (trains of three and more %.2f %%)",
                shortName(hop.from()),
                shortName(hop.to()),
                hop.matched(),
                hop.lost(),
                100 * features.shareInTrainsFrom(2),
                100 * features.shareInTrainsFrom(3));
    }

    private void clock(@Nullable ClockFit clock, long matched) {
        if (clock != null) {
            String drift = clock.driftKnown() ? String.format(Locale.ROOT, "%+.2f ppm", clock.driftPpm()) : "not known";
            line(
                    "clocks: the last point's is %+.6f s off, drift %s (of %,d packets)",
                    clock.offsetNs() / 1e9, drift, matched);
        }
    }

    private void verdict(PathReport report) {
        line("");
        line(
                report.verdict().coalesced()
                        ? "verdict: bursts, made %s (confidence %s)"
                        : "verdict: the spacing was kept, lost %s (confidence %s)",
                AnalysisJson.where(report, AnalysisText::shortName),
                report.verdict().confidence().name().toLowerCase(Locale.ROOT));
        for (CauseLikelihood cause : report.verdict().causes()) {
            if (cause.likelihood() >= WORTH_SAYING) {
                line(
                        "  %3.0f %%  %s: %s",
                        100 * cause.likelihood(),
                        cause.cause().id(),
                        cause.cause().meaning());
                cause.evidence().forEach(evidence -> line("         - %s", evidence));
            }
        }
        if (report.verdict().coalesced()) {
            line("remedy: %s", report.verdict().first().remedy());
        }
    }

    private static String shortName(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
