package org.paceline.cli.demo;

import java.util.Locale;
import org.paceline.utcp.tcp.TcpConfig;

/** The results as one HTML page that needs nothing but itself: figures, table, path, host, and how to read them. */
final class ReportPage {
    private static final double MEGA = 1e6;

    private static final String SENDERS = "kernel TCP with cubic as it comes; utcp with "
            + TcpConfig.defaults().congestion().linuxName()
            + ", unpaced and paced by half-rtt: a window leaves within half a round-trip time";

    private final DemoResult result;
    private final StringBuilder html = new StringBuilder();

    private ReportPage(DemoResult result) {
        this.result = result;
    }

    static String of(DemoResult result) {
        ReportPage page = new ReportPage(result);
        page.head();
        page.cards();
        page.table();
        page.rates();
        page.distributions();
        page.start();
        page.facts();
        page.html.append("</main></body></html>\n");
        return page.html.toString();
    }

    private void head() {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>Paceline demo</title><style>\n")
                .append(StyleSheet.text())
                .append("</style></head><body><main>\n");
        html.append("<h1>One path, three senders: what pacing does to the wire</h1>\n");
        paragraph(
                "lead",
                text(
                        Captions.LEAD,
                        result.arms().size(),
                        plain(result.plan().rateBitsPerSecond() / MEGA),
                        plain(result.plan().rttMs()),
                        result.plan().queuePackets(),
                        result.plan().rounds(),
                        result.plan().seconds()));
        result.notes().forEach(note -> paragraph("note", note));
    }

    private void cards() {
        html.append("<div class=\"cards\">\n");
        for (ArmResult arm : result.arms()) {
            html.append("<div class=\"card ").append(arm.arm().look()).append("\"><b>");
            html.append(escaped(arm.arm().title())).append("</b><div class=\"figure\">");
            html.append(text("%.2f", arm.trains().lengths().weightedMean()));
            html.append("</div><div class=\"unit\">packets in the mean train; 1 is even</div><div class=\"more\">");
            html.append(text("%.1f Mb/s · %d retransmitted", arm.goodputBitsPerSecond() / MEGA, arm.retransmits()));
            html.append("</div></div>\n");
        }
        html.append("</div>\n");
    }

    private void table() {
        html.append("<section><h2>The comparison</h2><div class=\"wide\"><table><thead><tr><th></th>");
        for (ArmResult arm : result.arms()) {
            html.append("<th class=\"").append(arm.arm().look()).append("\">");
            html.append(escaped(arm.arm().title())).append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
        for (ComparisonTable.Row row : ComparisonTable.rows(result.arms())) {
            html.append("<tr><td>").append(escaped(row.figure())).append("</td>");
            row.cells()
                    .forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
        paragraph(
                "said",
                Captions.TABLE
                        + " "
                        + backToBack()
                        + " "
                        + text(
                                Captions.QUARTER_PACE,
                                ComparisonTable.duration(
                                        result.plan().quarterPace().thetaNs(DemoPlan.FULL_FRAME_BYTES))));
        html.append("</section>\n");
    }

    private String backToBack() {
        String rule = result.virtualTime()
                ? Captions.THRESHOLD_VIRTUAL
                : text(Captions.THRESHOLD_LIVE, ComparisonTable.duration(result.stampNoiseNs()));
        return text(Captions.BACK_TO_BACK, ComparisonTable.duration(result.thresholdNs()), rule);
    }

    private void rates() {
        html.append("<section><h2>Rate by the millisecond</h2>\n");
        paragraph("said", Captions.RATES);
        html.append(RateFigure.of(result.plan(), result.arms())).append("</section>\n");
    }

    private void distributions() {
        html.append("<div class=\"pair\"><section><h2>Gaps between segments</h2>\n");
        paragraph("said", Captions.GAPS);
        html.append(
                GapFigure.of(result.arms(), result.thresholdNs(), result.plan().paceNs()));
        html.append("</section><section><h2>Packet trains</h2>\n");
        paragraph("said", Captions.TRAINS);
        html.append(TrainFigure.of(result.arms())).append("</section></div>\n");
    }

    private void start() {
        html.append("<section><h2>The start</h2>\n");
        paragraph("said", Captions.START);
        html.append(SequenceFigure.of(result.plan(), result.arms())).append("</section>\n");
    }

    private void facts() {
        html.append("<section><h2>Path and host</h2><dl>\n");
        fact("path", result.path());
        fact("senders", SENDERS);
        fact(
                "bottleneck",
                text(
                        "%s Mb/s with Ethernet’s 24 bytes a frame, %d packets drop-tail; rate times delay is %d kB",
                        plain(result.plan().rateBitsPerSecond() / MEGA),
                        result.plan().queuePackets(),
                        result.plan().bandwidthDelayBytes() / 1_000));
        fact("kernel", result.host().kernel());
        fact(
                "processor",
                text(
                        "%s, %d cores%s",
                        result.host().cpuModel(),
                        result.host().cores(),
                        result.host().hypervisor() ? ", virtual" : ""));
        fact("clock source", result.host().clockSource());
        fact("java", result.host().jdk());
        for (ArmResult arm : result.arms()) {
            fact("frames", arm.capture() + " (pcapng, nanoseconds, cut behind the headers)");
        }
        html.append("</dl><h2>How to judge the figures</h2><ul>\n");
        item(Captions.NOISE);
        item(Captions.STEAL);
        item(Captions.NODE);
        item(Captions.STEADY);
        html.append("</ul></section>\n");
    }

    private void fact(String name, String value) {
        html.append("<dt>")
                .append(escaped(name))
                .append("</dt><dd>")
                .append(escaped(value))
                .append("</dd>\n");
    }

    private void item(String text) {
        html.append("<li>").append(escaped(text)).append("</li>\n");
    }

    private void paragraph(String look, String text) {
        html.append("<p class=\"")
                .append(look)
                .append("\">")
                .append(escaped(text))
                .append("</p>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Without a point and zeros where the number is whole. */
    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
