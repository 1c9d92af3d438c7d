package org.paceline.cli.interfacequeue;

import java.util.List;
import java.util.Locale;
import org.paceline.cli.demo.StyleSheet;
import org.paceline.cli.demo.chart.LinearScale;
import org.paceline.cli.demo.chart.Panel;
import org.paceline.cli.demo.chart.Svg;

/** The result as one HTML page that needs nothing but itself: the paper's figures 8 to 11, and the table. */
final class QueuePage {
    private static final int WIDTH = 980;
    private static final int HEIGHT = 330;
    private static final int LEFT = 56;
    private static final int TOP = 8;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 12;
    private static final int PLOT_HEIGHT = HEIGHT - TOP - 46;
    private static final int TICKS = 5;
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_SECOND = 1e9;
    private static final double KILOBYTE = 1e3;
    private static final double MEGABYTE = 1e6;

    /** Of the three transfers of one figure. */
    private static final List<String> LOOKS = List.of("kernel", "unpaced", "paced");

    private final QueueRun run;
    private final StringBuilder html = new StringBuilder();

    private QueuePage(QueueRun run) {
        this.run = run;
    }

    static String of(QueueRun run) {
        QueuePage page = new QueuePage(run);
        page.head();
        run.shorts().forEach(page::shortTransfer);
        run.longs().forEach(page::longTransfers);
        page.table();
        page.html.append("</main></body></html>\n");
        return page.html.toString();
    }

    private void head() {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>Paceline interface-queue</title><style>\n")
                .append(StyleSheet.text())
                .append("</style></head><body><main>\n<h1>The queue in front of the wire</h1>\n<p class=\"lead\">");
        html.append(String.format(
                Locale.ROOT,
                "Whoever may fill the interface's queue makes everybody behind it wait. With at most 2 packets"
                        + " or 1 ms of them in it, a short transfer beside two bulk ones takes 1/%.1f of the time."
                        + " Figures 8 to 11 of Matsuba and Ishikawa in shape, in virtual time.",
                run.ratio()));
        html.append("</p>\n");
    }

    private void shortTransfer(ShortTransfer transfer) {
        double endMs = run.shorts().stream().mapToLong(ShortTransfer::ns).max().orElse(1) / NS_PER_MS;
        Svg svg = new Svg(
                WIDTH,
                HEIGHT,
                "Bytes sent and acknowledged over time, " + transfer.arm().title());
        LinearScale x = new LinearScale(0, endMs, LEFT, LEFT + PLOT_WIDTH, TICKS);
        LinearScale y = new LinearScale(0, run.plan().shortBytes() / KILOBYTE, TOP + PLOT_HEIGHT, TOP, TICKS);
        Panel panel = panel(svg, x, y).xTitle("time since the SYN, ms").yTitle("KB", 42);
        panel.draw(
                steps(panel, transfer.sent(), NS_PER_MS, KILOBYTE),
                "curve " + transfer.arm().look());
        panel.draw(steps(panel, transfer.acknowledged(), NS_PER_MS, KILOBYTE), "curve kernel");
        section(
                String.format(
                        Locale.ROOT,
                        "%,d bytes beside two bulk transfers, %s: %.1f ms",
                        run.plan().shortBytes(),
                        transfer.arm().title(),
                        transfer.ns() / NS_PER_MS),
                "Solid or dotted: what had left. Dashed: what had been acknowledged.",
                svg);
    }

    private void longTransfers(LongTransfers transfers) {
        double endSeconds = run.longs().stream()
                        .mapToLong(each -> each.race().elapsedNs())
                        .max()
                        .orElse(1)
                / NS_PER_SECOND;
        Svg svg = new Svg(
                WIDTH,
                HEIGHT,
                "Bytes acknowledged over time, " + transfers.arm().title());
        LinearScale x = new LinearScale(0, endSeconds, LEFT, LEFT + PLOT_WIDTH, TICKS);
        LinearScale y = new LinearScale(0, run.plan().longBytes() / MEGABYTE, TOP + PLOT_HEIGHT, TOP, TICKS);
        Panel panel = panel(svg, x, y).xTitle("time, s").yTitle("MB acknowledged", 42);
        for (int each = 0; each < transfers.acknowledged().size(); each++) {
            Progress progress = transfers.acknowledged().get(each);
            panel.draw(steps(panel, progress, NS_PER_SECOND, MEGABYTE), "curve " + LOOKS.get(each % LOOKS.size()));
        }
        section(
                String.format(
                        Locale.ROOT,
                        "Three transfers of %,d bytes, %s: Jain %.4f",
                        run.plan().longBytes(),
                        transfers.arm().title(),
                        transfers.race().fairness()),
                "One line a transfer; the run ends with the first that is done.",
                svg);
    }

    private static Panel panel(Svg svg, LinearScale x, LinearScale y) {
        return new Panel(svg, LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT, x, y)
                .grid()
                .xLabels()
                .yLabels();
    }

    private static Svg.Path steps(Panel panel, Progress progress, double timeUnitNs, double byteUnit) {
        Svg.Path path = new Svg.Path();
        path.moveTo(panel.xAt(0), panel.yAt(0));
        for (Progress.Point point : progress.points()) {
            path.stepTo(panel.xAt(point.ns() / timeUnitNs), panel.yAt(point.bytes() / byteUnit));
        }
        return path;
    }

    private void section(String title, String said, Svg svg) {
        html.append("<section><h2>")
                .append(title)
                .append("</h2>\n<p class=\"said\">")
                .append(said)
                .append("</p>\n")
                .append(svg.markup())
                .append("</section>\n");
    }

    private void table() {
        html.append("<section><h2>In figures</h2><div class=\"wide\"><pre>")
                .append(run.text())
                .append("</pre></div></section>\n");
    }
}
