package org.paceline.cli.demo;

import java.util.List;
import org.paceline.cli.page.LinearScale;
import org.paceline.cli.page.Panel;
import org.paceline.cli.page.Scale;
import org.paceline.cli.page.Svg;
import org.paceline.probe.capture.TcpFlow;

/**
 * Time-sequence graph of the first round trips, one panel an arm: each data segment at its place in the stream, those
 * sent again marked, and below them the line of acknowledgments.
 */
final class SequenceFigure {
    /** Slow start fills the path within about five; the first losses and their repair take as many again. */
    private static final int ROUND_TRIPS = 10;

    private static final int BULK_BYTES = 500;
    private static final double KILO = 1_000;
    private static final double NS_PER_MS = 1e6;

    private static final int WIDTH = 980;
    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int PANEL_HEIGHT = 230;
    private static final int PANEL_GAP = 18;
    private static final int TOP = 8;
    private static final int BOTTOM = 46;

    private SequenceFigure() {}

    static String of(DemoPlan plan, List<ArmResult> arms) {
        int height = TOP + arms.size() * (PANEL_HEIGHT + PANEL_GAP) - PANEL_GAP + BOTTOM;
        Svg svg = new Svg(WIDTH, height, "Time-sequence graph of the first round trips, by arm");
        double spanMs = ROUND_TRIPS * plan.rttMs();
        double highest = arms.stream()
                .mapToDouble(arm -> highestKilobytes(arm.rounds().get(0).data(), spanMs))
                .max()
                .orElse(1);
        Scale x = new LinearScale(0, spanMs, LEFT, WIDTH - RIGHT, 10);
        double top = TOP;
        for (int row = 0; row < arms.size(); row++) {
            ArmResult arm = arms.get(row);
            Scale y = new LinearScale(0, highest * 1.04, top + PANEL_HEIGHT, top, 5);
            Panel panel = new Panel(svg, LEFT, top, WIDTH - LEFT - RIGHT, PANEL_HEIGHT, x, y)
                    .grid()
                    .yLabels()
                    .yTitle("stream position, kB", 46)
                    .name(arm.arm().title(), arm.arm().look());
            drawFlow(panel, arm.rounds().get(0).data(), spanMs, arm.arm().look());
            if (row == arms.size() - 1) {
                panel.xLabels().xTitle("time since the first full segment, ms");
            }
            top += PANEL_HEIGHT + PANEL_GAP;
        }
        return svg.markup();
    }

    private static void drawFlow(Panel panel, TcpFlow flow, double spanMs, String look) {
        long originNs = originNs(flow);
        Svg.Path acks = new Svg.Path().moveTo(panel.xAt(0), panel.yAt(0));
        for (int ack = 0; ack < flow.acks(); ack++) {
            double ms = (flow.ackTimeNs(ack) - originNs) / NS_PER_MS;
            if (ms >= 0 && ms <= spanMs) {
                acks.stepTo(panel.xAt(ms), panel.yAt(flow.ackedUpTo(ack) / KILO));
            }
        }
        panel.draw(acks, "acks");
        Svg.Path first = new Svg.Path();
        Svg.Path again = new Svg.Path();
        for (int segment = 0; segment < flow.segments().frames(); segment++) {
            double ms = (flow.segments().timeNs(segment) - originNs) / NS_PER_MS;
            if (ms >= 0 && ms <= spanMs) {
                double middle = flow.segmentStart(segment) + flow.payloadBytes(segment) / 2.0;
                (flow.isRetransmission(segment) ? again : first).dot(panel.xAt(ms), panel.yAt(middle / KILO));
            }
        }
        panel.draw(first, "segments " + look).draw(again, "again");
    }

    private static double highestKilobytes(TcpFlow flow, double spanMs) {
        long originNs = originNs(flow);
        long highest = 0;
        for (int segment = 0; segment < flow.segments().frames(); segment++) {
            if ((flow.segments().timeNs(segment) - originNs) / NS_PER_MS <= spanMs) {
                highest = Math.max(highest, flow.segmentStart(segment) + flow.payloadBytes(segment));
            }
        }
        return highest / KILO;
    }

    /** The first segment of bulk data: before it stands the cookie that opens a stream, and an answer to wait for. */
    private static long originNs(TcpFlow flow) {
        int segment = 0;
        while (segment < flow.segments().frames() - 1 && flow.payloadBytes(segment) < BULK_BYTES) {
            segment++;
        }
        return flow.segments().timeNs(segment);
    }
}
