package org.paceline.cli.interfacequeue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.paceline.utcp.simulation.BulkFlow;
import org.paceline.utcp.simulation.BulkFlows;
import org.paceline.utcp.simulation.Race;

/**
 * Three transfers that begin together, until the first has all: figures 10 and 11.
 *
 * @param arm with the limit or without
 * @param race how far each had come then
 * @param peakQueuePackets most that ever stood in the queue
 * @param acknowledged how much of each had been acknowledged, over time
 */
record LongTransfers(QueueArm arm, Race race, int peakQueuePackets, List<Progress> acknowledged) {
    private static final int TRANSFERS = 3;
    private static final double STEP_SECONDS = 0.05;

    static LongTransfers run(QueuePlan plan, QueueArm arm) {
        BulkFlows flows = BulkFlows.behindOneInterface(plan.link(), plan.seed(), arm.limit());
        long startNs = flows.nowNs();
        List<BulkFlow> transfers = Stream.generate(() -> flows.start(ShortTransfer.config(plan)))
                .limit(TRANSFERS)
                .toList();
        List<Progress> progress =
                Stream.generate(Progress::new).limit(TRANSFERS).toList();
        while (transfers.stream().noneMatch(flow -> flow.acknowledgedBytes() >= plan.longBytes())) {
            flows.runFor(STEP_SECONDS);
            long ns = flows.nowNs() - startNs;
            IntStream.range(0, TRANSFERS).forEach(each -> progress.get(each)
                    .look(ns, transfers.get(each).acknowledgedBytes()));
        }
        List<Long> bytes = transfers.stream().map(BulkFlow::acknowledgedBytes).toList();
        Race race = new Race(flows.nowNs() - startNs, bytes);
        return new LongTransfers(arm, race, flows.bottleneck().peakQueuePackets(), progress);
    }
}
