package org.paceline.probe.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paceline.probe.analysis.cause.Cause;
import org.paceline.probe.analysis.cause.CauseLikelihood;
import org.paceline.probe.analysis.cause.HostEvidence;
import org.paceline.probe.analysis.cause.Verdict;
import org.paceline.probe.capture.FlowTable;
import org.paceline.probe.capture.PacketLog;
import org.paceline.probe.capture.ProbeFlow;
import org.paceline.probe.sweep.GapPoint;
import org.paceline.probe.sweep.SweepResult;
import org.paceline.probe.sweep.SweepTimes;

/**
 * A sweep seen as a path of two points: as its packets were written, and as they were seen. Its verdict is the one
 * truth on whether bursts were found: what is told by all packets in their order, and besides by P_coal of each gap.
 */
public final class SweepPath {
    /** Stamps of a kernel scatter by some tens of nanoseconds, those of a program are as exact, however late. */
    private static final long NOISE_NS = 50;

    private static final double NS_PER_US = 1e3;
    private static final double PERCENT = 100;

    private SweepPath() {}

    /**
     * Analyses what a sweep sent and what was seen of it.
     *
     * @param limitShare the coalescing fraction of a gap above which there are bursts, whatever the packets of all gaps
     *     together say: those of one may be too few among them
     * @param host what the hosts told
     */
    public static PathReport of(SweepResult sweep, double limitShare, HostEvidence host) {
        FlowTable table = new FlowTable();
        SendLog sent = SendLog.of(sweep);
        ProbeFlow flow = sent.register(table);
        ObservedPoint first = sent.point("sender", flow.flow(), "");
        Consumer<String> silent = line -> {};
        PathReport report = PathAnalysis.of(table, List.of(first, seen(sweep, sent, flow.flow())), 0, host, silent);
        @Nullable GapPoint worst = sweep.worst();
        if (report.verdict().coalesced() || worst == null || worst.coalescedShare() <= limitShare) {
            return report;
        }
        return report.withVerdict(closed(worst, limitShare));
    }

    private static Verdict closed(GapPoint worst, double limitShare) {
        String evidence = String.format(
                Locale.ROOT,
                "of packets written %.0f us apart %.1f %% came together, and %.1f %% is the limit:"
                        + " too few of all packets for the marks of a cause",
                worst.gapNs() / NS_PER_US,
                PERCENT * worst.coalescedShare(),
                PERCENT * limitShare);
        List<CauseLikelihood> causes = List.of(new CauseLikelihood(Cause.UNKNOWN, 1, List.of(evidence)));
        return new Verdict(true, Verdict.Confidence.LOW, 1, causes);
    }

    private static ObservedPoint seen(SweepResult sweep, SendLog sent, int flow) {
        SweepTimes times = sweep.packets().times();
        List<Integer> order = new ArrayList<>();
        for (int sequence = 0; sequence < times.packets(); sequence++) {
            if (times.arrivedNs(sequence) != SweepTimes.MISSING) {
                order.add(sequence);
            }
        }
        order.sort(Comparator.comparingLong(times::arrivedNs));
        int payloadBytes = sweep.plan().payloadBytes();
        int stride = sent.flow().isTcp() ? payloadBytes : 1;
        PacketLog log = new PacketLog();
        for (int sequence : order) {
            long identity = ProbeFlow.identity(sent.run(), sequence);
            int frameBytes = payloadBytes + sent.headerBytes();
            log.add(times.arrivedNs(sequence), identity, flow, sequence * stride, frameBytes, payloadBytes, false);
        }
        return new ObservedPoint("receiver", log, order.size(), NOISE_NS, List.of(), "");
    }
}
