package org.paceline.cli.interfacequeue;

import java.util.List;
import java.util.Locale;
import org.paceline.cli.page.Frame;
import org.paceline.cli.page.HtmlPage;
import org.paceline.cli.page.Panel;
import org.paceline.cli.page.Scale;
import org.paceline.cli.page.Svg;

/** The result as one HTML page that needs nothing but itself: the paper's figures 8 to 11, and the table. */
final class QueuePage {
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_SECOND = 1e9;
    private static final double KILOBYTE = 1e3;
    private static final double MEGABYTE = 1e6;

    /** Of the three transfers of one figure. */
    private static final List<String> LOOKS = List.of("kernel", "unpaced", "paced");

    private final QueueRun run;
    private final HtmlPage page = new HtmlPage("Paceline interface-queue", "The queue in front of the wire");

    private QueuePage(QueueRun run) {
        this.run = run;
    }

    static String of(QueueRun run) {
        QueuePage page = new QueuePage(run);
        page.lead();
        run.shorts().forEach(page::shortTransfer);
        run.longs().forEach(page::longTransfers);
        return page.page.preformatted("In figures", run.text()).end();
    }

    private void lead() {
        page.paragraph(
                "lead",
                String.format(
                        Locale.ROOT,
                        "Whoever may fill the interface's queue makes everybody behind it wait. With at most 2 packets"
                                + " or 1 ms of them in it, a short transfer beside two bulk ones takes 1/%.1f of the"
                                + " time. Figures 8 to 11 of Matsuba and Ishikawa in shape, in virtual time.",
                        run.ratio()));
    }

    private void shortTransfer(ShortTransfer transfer) {
        double endMs = run.shorts().stream().mapToLong(ShortTransfer::ns).max().orElse(1) / NS_PER_MS;
        Svg svg = Frame.WIDE.svg(
                "Bytes sent and acknowledged over time, " + transfer.arm().title());
        Scale x = Frame.WIDE.linearX(0, endMs);
        Scale y = Frame.WIDE.linearY(run.plan().shortBytes() / KILOBYTE);
        Panel panel = Frame.WIDE.panel(svg, x, y, "time since the SYN, ms", "KB");
        panel.draw(
                steps(panel, transfer.sent(), NS_PER_MS, KILOBYTE),
                "curve " + transfer.arm().look());
        panel.draw(steps(panel, transfer.acknowledged(), NS_PER_MS, KILOBYTE), "curve kernel");
        page.section(
                String.format(
                        Locale.ROOT,
                        "%,d bytes beside two bulk transfers, %s: %.1f ms",
                        run.plan().shortBytes(),
                        transfer.arm().title(),
                        transfer.ns() / NS_PER_MS),
                "Solid or dotted: what had left. Dashed: what had been acknowledged.",
                svg.markup());
    }

    private void longTransfers(LongTransfers transfers) {
        double endSeconds = run.longs().stream()
                        .mapToLong(each -> each.race().elapsedNs())
                        .max()
                        .orElse(1)
                / NS_PER_SECOND;
        Svg svg = Frame.WIDE.svg(
                "Bytes acknowledged over time, " + transfers.arm().title());
        Scale x = Frame.WIDE.linearX(0, endSeconds);
        Scale y = Frame.WIDE.linearY(run.plan().longBytes() / MEGABYTE);
        Panel panel = Frame.WIDE.panel(svg, x, y, "time, s", "MB acknowledged");
        for (int each = 0; each < transfers.acknowledged().size(); each++) {
            Progress progress = transfers.acknowledged().get(each);
            panel.draw(steps(panel, progress, NS_PER_SECOND, MEGABYTE), "curve " + LOOKS.get(each % LOOKS.size()));
        }
        page.section(
                String.format(
                        Locale.ROOT,
                        "Three transfers of %,d bytes, %s: Jain %.4f",
                        run.plan().longBytes(),
                        transfers.arm().title(),
                        transfers.race().fairness()),
                "One line a transfer; the run ends with the first that is done.",
                svg.markup());
    }

    private static Svg.Path steps(Panel panel, Progress progress, double timeUnitNs, double byteUnit) {
        Svg.Path path = new Svg.Path();
        path.moveTo(panel.xAt(0), panel.yAt(0));
        for (Progress.Point point : progress.points()) {
            path.stepTo(panel.xAt(point.ns() / timeUnitNs), panel.yAt(point.bytes() / byteUnit));
        }
        return path;
    }
}
