package org.paceline.cli.repace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.probe.repace.RepaceReport;

/** The outcome of a forwarder's run for people and for programs. */
public final class RepaceText {
    private static final double NS_PER_US = 1e3;
    private static final double BITS_PER_MEGABIT = 1e6;

    private RepaceText() {}

    public static String text(RepacePlan plan, LiveRepace.Outcome outcome) {
        RepaceReport report = outcome.report();
        return String.format(
                Locale.ROOT,
                "%s -> %s, spacing %s%n"
                        + "  forwarded %,d frames at %.3f Mb/s, returned %,d%n"
                        + "  dropped %,d at a full queue (longest %,d), %,d merged ones%n"
                        + "  packet-weighted mean train %.2f before, %.2f behind%n"
                        + "  held p50 %s, p99 %s, max %s%n"
                        + "  lateness p50 %s, p99 %s, max %s; noise floor p50 %s, p99 %s; steal %d ms%n",
                plan.inside(),
                plan.outside(),
                plan.spacing(),
                report.forwardedFrames(),
                report.bitsPerSecond() / BITS_PER_MEGABIT,
                report.returnedFrames(),
                report.droppedFrames(),
                report.longestQueue(),
                report.mergedFrames(),
                report.arrivedTrain(),
                report.departedTrain(),
                us(report.holdNs().p50()),
                us(report.holdNs().p99()),
                us(report.holdNs().max()),
                us(report.latenessNs().p50()),
                us(report.latenessNs().p99()),
                us(report.latenessNs().max()),
                us(outcome.noiseFloorNs().p50()),
                us(outcome.noiseFloorNs().p99()),
                outcome.stealMs());
    }

    private static String us(long ns) {
        return String.format(Locale.ROOT, "%.1f us", ns / NS_PER_US);
    }

    public static ObjectNode json(RepacePlan plan, LiveRepace.Outcome outcome) {
        RepaceReport report = outcome.report();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("schema", 1)
                .put("inside", plan.inside())
                .put("outside", plan.outside())
                .put("spacing", plan.spacing())
                .put("gap_holder", report.holder().toLowerCase(Locale.ROOT))
                .put("forwarded_frames", report.forwardedFrames())
                .put("returned_frames", report.returnedFrames())
                .put("dropped_frames", report.droppedFrames())
                .put("refused_sends", report.refusedSends())
                .put("merged_frames", report.mergedFrames())
                .put("longest_queue", report.longestQueue())
                .put("bits_per_second", report.bitsPerSecond())
                .put("train_weighted_mean_before", report.arrivedTrain())
                .put("train_weighted_mean_behind", report.departedTrain())
                .put("steal_ms", outcome.stealMs());
        percentiles(document.putObject("hold_ns"), report.holdNs());
        percentiles(document.putObject("lateness_ns"), report.latenessNs());
        percentiles(document.putObject("noise_floor_ns"), outcome.noiseFloorNs());
        return document;
    }

    private static void percentiles(ObjectNode node, Percentiles ns) {
        node.put("p50", ns.p50())
                .put("p90", ns.p90())
                .put("p99", ns.p99())
                .put("p99_9", ns.p99_9())
                .put("max", ns.max());
    }
}
