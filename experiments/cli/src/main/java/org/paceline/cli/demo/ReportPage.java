package org.paceline.cli.demo;

import java.util.Locale;
import org.paceline.cli.page.HtmlPage;
import org.paceline.utcp.tcp.TcpConfig;

/** The results as one HTML page that needs nothing but itself: figures, table, path, host, and how to read them. */
final class ReportPage {
    private static final double MEGA = 1e6;

    private static final String SENDERS = "kernel TCP with cubic as it comes; utcp with "
            + TcpConfig.defaults().congestion().linuxName()
            + ", unpaced and paced by half-rtt: a window leaves within half a round-trip time";

    private final DemoResult result;
    private final HtmlPage html =
            new HtmlPage("Paceline demo", "One path, three senders: what pacing does to the wire");

    private ReportPage(DemoResult result) {
        this.result = result;
    }

    static String of(DemoResult result) {
        ReportPage page = new ReportPage(result);
        page.lead();
        page.cards();
        page.table();
        page.rates();
        page.distributions();
        page.start();
        page.facts();
        return page.html.end();
    }

    private void lead() {
        html.paragraph(
                "lead",
                text(
                        Captions.LEAD,
                        result.arms().size(),
                        plain(result.plan().rateBitsPerSecond() / MEGA),
                        plain(result.plan().rttMs()),
                        result.plan().queuePackets(),
                        result.plan().rounds(),
                        result.plan().seconds()));
        result.notes().forEach(note -> html.paragraph("note", note));
    }

    private void cards() {
        html.add("<div class=\"cards\">\n");
        for (ArmResult arm : result.arms()) {
            html.add("<div class=\"card ").add(arm.arm().look()).add("\"><b>");
            html.text(arm.arm().title()).add("</b><div class=\"figure\">");
            html.add(text("%.2f", arm.trains().lengths().weightedMean()));
            html.add("</div><div class=\"unit\">packets in the mean train; 1 is even</div><div class=\"more\">");
            html.add(text("%.1f Mb/s · %d retransmitted", arm.goodputBitsPerSecond() / MEGA, arm.retransmits()));
            html.add("</div></div>\n");
        }
        html.add("</div>\n");
    }

    private void table() {
        html.section("The comparison").add("<div class=\"wide\"><table><thead><tr><th></th>");
        for (ArmResult arm : result.arms()) {
            html.add("<th class=\"").add(arm.arm().look()).add("\">");
            html.text(arm.arm().title()).add("</th>");
        }
        html.add("</tr></thead><tbody>\n");
        for (ComparisonTable.Row row : ComparisonTable.rows(result.arms())) {
            html.add("<tr><td>").text(row.figure()).add("</td>");
            row.cells().forEach(cell -> html.add("<td>").text(cell).add("</td>"));
            html.add("</tr>\n");
        }
        html.add("</tbody></table></div>\n");
        html.paragraph(
                "said",
                Captions.TABLE
                        + " "
                        + backToBack()
                        + " "
                        + text(
                                Captions.QUARTER_PACE,
                                ComparisonTable.duration(
                                        result.plan().quarterPace().thetaNs(DemoPlan.FULL_FRAME_BYTES))));
        html.endSection();
    }

    private String backToBack() {
        String rule = result.virtualTime()
                ? Captions.THRESHOLD_VIRTUAL
                : text(Captions.THRESHOLD_LIVE, ComparisonTable.duration(result.stampNoiseNs()));
        return text(Captions.BACK_TO_BACK, ComparisonTable.duration(result.thresholdNs()), rule);
    }

    private void rates() {
        html.section("Rate by the millisecond", Captions.RATES, RateFigure.of(result.plan(), result.arms()));
    }

    private void distributions() {
        String gaps =
                GapFigure.of(result.arms(), result.thresholdNs(), result.plan().paceNs());
        html.add("<div class=\"pair\">")
                .section("Gaps between segments", Captions.GAPS, gaps)
                .section("Packet trains", Captions.TRAINS, TrainFigure.of(result.arms()))
                .add("</div>\n");
    }

    private void start() {
        html.section("The start", Captions.START, SequenceFigure.of(result.plan(), result.arms()));
    }

    private void facts() {
        html.section("Path and host").add("<dl>\n");
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
        html.add("</dl><h2>How to judge the figures</h2><ul>\n");
        item(Captions.NOISE);
        item(Captions.STEAL);
        item(Captions.NODE);
        item(Captions.STEADY);
        html.add("</ul>").endSection();
    }

    private void fact(String name, String value) {
        html.add("<dt>").text(name).add("</dt><dd>").text(value).add("</dd>\n");
    }

    private void item(String text) {
        html.add("<li>").text(text).add("</li>\n");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Without a point and zeros where the number is whole. */
    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
