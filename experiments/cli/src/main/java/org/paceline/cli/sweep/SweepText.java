package org.paceline.cli.sweep;

import java.io.PrintWriter;
import java.util.Locale;
import org.paceline.probe.sweep.ClockOffset;
import org.paceline.probe.sweep.GapCurve;
import org.paceline.probe.sweep.GapPoint;
import org.paceline.probe.sweep.SweepResult;

/** A sweep as a table for people. */
public final class SweepText {
    private SweepText() {}

    public static void write(SweepResult result, PrintWriter out) {
        out.printf("%8s %7s %10s %10s %8s %9s %9s%n", "gap", "pairs", "written", "seen", "P_coal", "train in", "out");
        for (GapPoint point : result.curve()) {
            out.printf(
                    Locale.ROOT,
                    "%8s %7d %10s %10s %8s %9.2f %9.2f%s%n",
                    GapText.of(point.gapNs()),
                    point.pairs(),
                    GapText.of(point.writtenGapNs()),
                    GapText.of(point.seenGapNs().p50()),
                    point.keptApart() == 0 ? "-" : String.format(Locale.ROOT, "%.3f", point.coalescedShare()),
                    point.writtenTrainMean(),
                    point.seenTrainMean(),
                    point.resolved() ? "" : "  too short to tell");
        }
        ClockOffset clock = result.clock();
        out.printf(
                Locale.ROOT,
                "%n%d packets sent over %s, %d not seen; stamps by the %s; clocks within %s, drift %.1f ppm.%n",
                result.sent(),
                result.plan().transport(),
                result.lost(),
                result.stamps(),
                GapText.of(clock.uncertaintyNs()),
                clock.driftPpm());
        if (result.setAside() > 0) {
            out.printf(
                    "%d more packets are left out with their trains, of which segments were sent again (%d) or left"
                            + " as fewer.%n",
                    result.setAside(), result.resent());
        }
        out.printf(
                "Written and seen are median gaps. P_coal: of pairs written at least half a gap apart, those seen less"
                        + " than a quarter of that apart.%n"
                        + "Trains: packet-weighted mean; gaps below four times %s cannot be told from back to back.%n",
                GapText.of(GapCurve.BACK_TO_BACK_NS));
        out.flush();
    }
}
