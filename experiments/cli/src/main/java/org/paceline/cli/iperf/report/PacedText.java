package org.paceline.cli.iperf.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.paceline.cli.iperf.measure.PacedSummary;
import org.paceline.cli.iperf.measure.ThreadGrants;
import org.paceline.pacer.measure.Lateness;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.measure.WithinShare;

/** How evenly data left, in lines to read. */
final class PacedText {
    private PacedText() {}

    static List<String> lines(PacedSummary paced) {
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "Pacing %s: %d departures, %d late, %.2f %% back to back (gap up to %s), mean train %.2f packets",
                paced.policy(),
                paced.error().departures(),
                paced.error().late(),
                100 * paced.backToBackShare(),
                UnitText.nanoseconds(paced.backToBackThresholdNs()),
                paced.trainWeightedMean()));
        lines.add("Departure error  " + percentiles(paced.error().errorNs()));
        lines.add("  within         " + within(paced.error().within()));
        if (paced.stamps().stamped() > 0) {
            lines.add("Plan to driver   " + percentiles(paced.stamps().fromPlanNs()));
            lines.add(line(
                    "  from release   %s; %d of %d departures stamped",
                    percentiles(paced.stamps().fromReleaseNs()),
                    paced.stamps().stamped(),
                    paced.error().departures()));
        }
        lines.add(line(
                "Gap              p1 %s, p50 %s, p99 %s; %d micro-bursts (below half of what was asked for)",
                UnitText.nanoseconds(paced.gapNs().p1()),
                UnitText.nanoseconds(paced.gapNs().p50()),
                UnitText.nanoseconds(paced.gapNs().p99()),
                paced.gapError().microBursts()));
        lines.add("  error within   " + within(paced.gapError().within()));
        lines.add("Lateness         " + lateness(paced.error().lateness()));
        lines.add("Noise floor      " + percentiles(paced.noiseFloorNs()) + "; steal " + paced.stealMs() + " ms");
        lines.add("Sending thread   " + thread(paced));
        lines.add("Gaps held by     " + paced.holding().mechanism() + ": "
                + paced.holding().reason());
        return lines;
    }

    private static String percentiles(Percentiles values) {
        return line(
                "p50 %s, p90 %s, p99 %s, p99.9 %s, max %s",
                UnitText.nanoseconds(values.p50()),
                UnitText.nanoseconds(values.p90()),
                UnitText.nanoseconds(values.p99()),
                UnitText.nanoseconds(values.p99_9()),
                UnitText.nanoseconds(values.max()));
    }

    private static String within(List<WithinShare> shares) {
        if (shares.stream().allMatch(within -> Double.isNaN(within.share()))) {
            return "nothing was planned";
        }
        return shares.stream()
                .map(within -> line("%s %.1f %%", UnitText.nanoseconds(within.boundNs()), 100 * within.share()))
                .collect(Collectors.joining(", "));
    }

    private static String lateness(Lateness lateness) {
        return line(
                "given back to %d gaps (%s), not given back to %d (%s)",
                lateness.credited(),
                UnitText.nanoseconds(lateness.creditedNs()),
                lateness.skipped(),
                UnitText.nanoseconds(lateness.skippedNs()));
    }

    private static String thread(PacedSummary paced) {
        ThreadGrants grants = paced.grants();
        String granted = line(
                "%s, timer slack %s, %s, %s",
                grants.waiting(),
                grants.timerSlackNs() < 0 ? "unknown" : UnitText.nanoseconds(grants.timerSlackNs()),
                grants.cpu() == ThreadGrants.ANY_CPU ? "any CPU" : "CPU " + grants.cpu(),
                grants.realtimePriority() > 0 ? grants.policy() + " " + grants.realtimePriority() : grants.policy());
        double perPacketNs = paced.cpuNsPerPacket();
        return Double.isNaN(perPacketNs)
                ? granted
                : granted
                        + line(
                                "; %.1f %% of a core (spinning %.1f %%), %s CPU a packet",
                                100 * paced.cost().cpuShare(),
                                100 * paced.cost().spunShare(),
                                UnitText.nanoseconds(Math.round(perPacketNs)));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
