package org.paceline.cli.iperf.station;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.client.TestListener;
import org.paceline.cli.iperf.measure.ThreadCost;
import org.paceline.utcp.runtime.LoopUse;

/** Asks what the stack's thread has used when a test begins to count and when it ends. Belongs to the test's thread. */
final class CostMeter implements TestListener {
    /** Who knows it. */
    @FunctionalInterface
    interface Source {
        LoopUse use() throws IOException;
    }

    private final Source source;
    private @Nullable LoopUse start;
    private @Nullable LoopUse end;

    CostMeter(Source source) {
        this.source = source;
    }

    @Override
    public void onCounted() {
        start = use();
    }

    @Override
    public void onSendingEnded() {
        end = use();
    }

    ThreadCost cost() {
        LoopUse from = start;
        LoopUse to = end;
        if (from == null || to == null || from.cpuNs() < 0 || to.atNs() <= from.atNs()) {
            return ThreadCost.UNKNOWN;
        }
        double elapsedNs = to.atNs() - from.atNs();
        long cpuNs = to.cpuNs() - from.cpuNs();
        return new ThreadCost(cpuNs / elapsedNs, (to.spunNs() - from.spunNs()) / elapsedNs, cpuNs);
    }

    private @Nullable LoopUse use() {
        try {
            return source.use();
        } catch (IOException stackEnded) {
            return null; // the test fails by the same cause, and says it better
        }
    }
}
