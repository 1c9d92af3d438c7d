package org.paceline.cli.pacebench;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.paceline.cli.page.Frame;
import org.paceline.cli.page.HtmlPage;
import org.paceline.cli.page.Legend;
import org.paceline.cli.page.Panel;
import org.paceline.cli.page.Scale;
import org.paceline.cli.page.Svg;

/** The result as one HTML page that needs nothing but itself: a figure a rate, and the table. */
final class BenchPage {
    private static final double LOW_NS = 100;
    private static final double HIGH_NS = 100e6;

    private final BenchResult result;
    private final HtmlPage page = new HtmlPage("Paceline pace-bench", "How punctual a sender can be");

    private BenchPage(BenchResult result) {
        this.result = result;
    }

    static String of(BenchResult result) {
        BenchPage page = new BenchPage(result);
        page.lead();
        result.plan().ratesBitsPerSecond().forEach(page::rate);
        return page.page.preformatted("All arms", BenchTable.of(result)).end();
    }

    private void lead() {
        page.paragraph(
                "lead",
                String.format(
                        Locale.ROOT,
                        "%d rounds of %d s an arm over network namespaces; steal %d ms, stamps scatter by %d ns. %s,"
                                + " %d cores, %s.",
                        result.plan().rounds(),
                        result.plan().seconds(),
                        result.stealMs(),
                        result.stampNoiseNs(),
                        result.host().cpuModel(),
                        result.host().cores(),
                        result.host().kernel()));
    }

    private void rate(long bitsPerSecond) {
        List<ArmSummary> arms = result.summaries().stream()
                .filter(summary -> summary.arm().rateBitsPerSecond() == bitsPerSecond)
                .toList();
        page.section(
                "Gaps at the far side, " + BenchTable.rate(bitsPerSecond) + "b/s",
                "Kernel TCP, bare loop and utcp by the receiver's kernel stamps, medians of the rounds; a step at the"
                        + " target is an even sender.",
                figure(bitsPerSecond, arms));
    }

    private static String figure(long bitsPerSecond, List<ArmSummary> arms) {
        Svg svg = Frame.WIDE.svg("Distribution of the gaps at the far side, by arm");
        Scale x = Frame.WIDE.logTimeX(LOW_NS, HIGH_NS);
        Scale y = Frame.WIDE.linearY(100);
        Panel panel = Frame.WIDE
                .panel(svg, x, y, "gap to the packet before", "gaps up to this, %")
                .marker(Arm.PACKET_BYTES * 8e9 / bitsPerSecond, "target", 16);
        Set<Mechanism> drawn = new TreeSet<>();
        for (ArmSummary arm : arms) {
            if (arm.refusal() == null) {
                drawn.add(arm.arm().mechanism());
                Svg.Path share = panel.logSampled(
                        LOW_NS,
                        HIGH_NS,
                        ns -> 100 * arm.seen(seen -> seen.gaps().shareUpTo((long) ns)));
                panel.draw(share, "curve " + arm.arm().mechanism().look());
            }
        }
        Frame.WIDE.lowerLegend(
                svg,
                drawn.stream()
                        .map(mechanism -> new Legend.Entry(mechanism.title(), mechanism.look()))
                        .toList());
        return svg.markup();
    }
}
