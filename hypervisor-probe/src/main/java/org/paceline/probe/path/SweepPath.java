package org.paceline.probe.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.paceline.probe.analysis.cause.HostEvidence;
import org.paceline.probe.capture.FlowTable;
import org.paceline.probe.capture.PacketLog;
import org.paceline.probe.capture.ProbeFlow;
import org.paceline.probe.sweep.SweepResult;
import org.paceline.probe.sweep.SweepTimes;

/** A sweep seen as a path of two points: as its packets were written, and as they were seen. */
public final class SweepPath {
    /** Stamps of a kernel scatter by some tens of nanoseconds, those of a program are as exact, however late. */
    private static final long NOISE_NS = 50;

    private SweepPath() {}

    /**
     * Analyses what a sweep sent and what was seen of it.
     *
     * @param host what the hosts told
     */
    public static PathReport of(SweepResult sweep, HostEvidence host) {
        FlowTable table = new FlowTable();
        SendLog sent = SendLog.of(sweep);
        ProbeFlow flow = sent.register(table);
        ObservedPoint first = sent.point("sender", flow.flow(), "");
        Consumer<String> silent = line -> {};
        return PathAnalysis.of(table, List.of(first, seen(sweep, sent, flow.flow())), 0, host, silent);
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
