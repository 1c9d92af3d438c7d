package org.paceline.probe.synthetic;

import java.util.List;
import org.paceline.probe.analysis.cause.Cause;
import org.paceline.probe.synthetic.Variant.Gaps;
import org.paceline.probe.synthetic.Variant.Place;

/** Limits of a vif below what is sent, by kernels of several ticks, in domains that always run or do so in slices. */
final class NetbackVariants {
    private static final long US = 1_000;
    private static final long MS = 1_000_000;

    private NetbackVariants() {}

    static List<Variant> all() {
        return List.of(
                limited(
                        "netback's credit of 85 %, HZ=250, in slices",
                        new NetbackCredit(4 * MS, 0.85, 12 * MS, 2 * MS, 30 * US), 250, 1_000, Gaps.JITTERED),
                limited(
                        "netback's credit of 90 %, HZ=1000",
                        new NetbackCredit(MS, 0.9, 0, 1_000 * MS, 5 * US), 100, 600, Gaps.CONSTANT),
                limited(
                        "netback's credit of 80 %, HZ=250, Poisson",
                        new NetbackCredit(4 * MS, 0.8, 4 * MS, 20 * MS, 10 * US), 200, 1_000, Gaps.POISSON),
                limited(
                        "netback's credit of 90 %, HZ=100, in slices",
                        new NetbackCredit(10 * MS, 0.9, 12 * MS, 4 * MS, 45 * US), 250, 1_000, Gaps.CONSTANT));
    }

    private static Variant limited(String name, NetbackCredit credit, long lowGapUs, long highGapUs, Gaps gaps) {
        return new Variant(name, Cause.XEN_CREDIT, Place.HOP, credit, lowGapUs * US, highGapUs * US, gaps);
    }
}
