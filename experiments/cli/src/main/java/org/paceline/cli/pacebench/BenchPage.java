package org.paceline.cli.pacebench;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.paceline.cli.demo.StyleSheet;
import org.paceline.cli.demo.chart.LinearScale;
import org.paceline.cli.demo.chart.LogScale;
import org.paceline.cli.demo.chart.Panel;
import org.paceline.cli.demo.chart.Svg;

/** The result as one HTML page that needs nothing but itself: a figure a rate, and the table. */
final class BenchPage {
    private static final int WIDTH = 980;
    private static final int HEIGHT = 330;
    private static final int LEFT = 56;
    private static final int TOP = 8;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 12;
    private static final int PLOT_HEIGHT = HEIGHT - TOP - 46;
    private static final double LOW_NS = 100;
    private static final double HIGH_NS = 100e6;
    private static final int STEPS = 400;

    private final BenchResult result;
    private final StringBuilder html = new StringBuilder();

    private BenchPage(BenchResult result) {
        this.result = result;
    }

    static String of(BenchResult result) {
        BenchPage page = new BenchPage(result);
        page.head();
        result.plan().ratesBitsPerSecond().forEach(page::rate);
        page.table();
        page.html.append("</main></body></html>\n");
        return page.html.toString();
    }

    private void head() {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>Paceline pace-bench</title><style>\n")
                .append(StyleSheet.text())
                .append("</style></head><body><main>\n<h1>How punctual a sender can be</h1>\n<p class=\"lead\">");
        html.append(String.format(
                Locale.ROOT,
                "%d rounds of %d s an arm over network namespaces; steal %d ms, stamps scatter by %d ns. %s, %d cores,"
                        + " %s.",
                result.plan().rounds(),
                result.plan().seconds(),
                result.stealMs(),
                result.stampNoiseNs(),
                result.host().cpuModel(),
                result.host().cores(),
                result.host().kernel()));
        html.append("</p>\n");
    }

    private void rate(long bitsPerSecond) {
        List<ArmSummary> arms = result.summaries().stream()
                .filter(summary -> summary.arm().rateBitsPerSecond() == bitsPerSecond)
                .toList();
        html.append("<section><h2>Gaps at the far side, ")
                .append(BenchTable.rate(bitsPerSecond))
                .append("b/s</h2>\n<p class=\"said\">Kernel TCP, bare loop and utcp by the receiver's kernel stamps,")
                .append(" medians of the rounds; a step at the target is an even sender.</p>\n")
                .append(figure(bitsPerSecond, arms))
                .append("</section>\n");
    }

    private static String figure(long bitsPerSecond, List<ArmSummary> arms) {
        Svg svg = new Svg(WIDTH, HEIGHT, "Distribution of the gaps at the far side, by arm");
        LogScale x = new LogScale(LOW_NS, HIGH_NS, LEFT, LEFT + PLOT_WIDTH, BenchTable::duration);
        LinearScale y = new LinearScale(0, 100, TOP + PLOT_HEIGHT, TOP, 5);
        Panel panel = new Panel(svg, LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT, x, y)
                .grid()
                .xLabels()
                .yLabels()
                .xTitle("gap to the packet before")
                .yTitle("gaps up to this, %", 42)
                .marker(Arm.PACKET_BYTES * 8e9 / bitsPerSecond, "target", 16);
        for (ArmSummary arm : arms) {
            if (arm.refusal() == null) {
                String look = "curve " + arm.arm().mechanism().look();
                panel.draw(curve(panel, ns -> arm.seen(seen -> seen.gaps().shareUpTo((long) ns))), look);
            }
        }
        return svg.markup();
    }

    private static Svg.Path curve(Panel panel, DoubleUnaryOperator share) {
        Svg.Path curve = new Svg.Path();
        for (int step = 0; step <= STEPS; step++) {
            double ns = LOW_NS * Math.pow(HIGH_NS / LOW_NS, (double) step / STEPS);
            curve.lineTo(panel.xAt(ns), panel.yAt(100 * share.applyAsDouble(ns)));
        }
        return curve;
    }

    private void table() {
        html.append("<section><h2>All arms</h2><div class=\"wide\"><pre>")
                .append(BenchTable.of(result).replace("&", "&amp;").replace("<", "&lt;"))
                .append("</pre></div></section>\n");
    }
}
