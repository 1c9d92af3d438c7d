package org.paceline.cli.interfacequeue;

import org.paceline.pacer.control.PacingPreset;
import org.paceline.utcp.simulation.BulkFlow;
import org.paceline.utcp.simulation.BulkFlows;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpInfo;

/**
 * A transfer that begins when two others have filled the interface's queue: figures 8 and 9.
 *
 * @param arm with the limit or without
 * @param ns from its SYN to the acknowledgment of its last byte
 * @param rttNs its smoothed round trip at the end: what the queue adds to the path's
 * @param peakQueuePackets most that ever stood in the queue
 * @param sent how much had left, over time
 * @param acknowledged how much had been acknowledged
 */
record ShortTransfer(QueueArm arm, long ns, long rttNs, int peakQueuePackets, Progress sent, Progress acknowledged) {
    private static final double FILLING_SECONDS = 3;
    private static final double STEP_SECONDS = 0.000_1;

    static ShortTransfer run(QueuePlan plan, QueueArm arm) {
        TcpConfig config = config(plan);
        BulkFlows flows = BulkFlows.behindOneInterface(plan.link(), plan.seed(), arm.limit());
        flows.start(config);
        flows.start(config);
        flows.runFor(FILLING_SECONDS);
        long startNs = flows.nowNs();
        BulkFlow flow = flows.start(config);
        Progress sent = new Progress();
        Progress acknowledged = new Progress();
        while (flow.acknowledgedBytes() < plan.shortBytes()) {
            flows.runFor(STEP_SECONDS);
            TcpInfo.Bytes bytes = flow.connection().info().bytes();
            sent.look(flows.nowNs() - startNs, Math.min(plan.shortBytes(), bytes.sentOnce()));
            acknowledged.look(flows.nowNs() - startNs, Math.min(plan.shortBytes(), bytes.acked()));
        }
        return new ShortTransfer(
                arm,
                flows.nowNs() - startNs,
                flow.connection().smoothedRttNs(),
                flows.bottleneck().peakQueuePackets(),
                sent,
                acknowledged);
    }

    /** Unpaced: what the pacer holds back never comes to the queue. */
    static TcpConfig config(QueuePlan plan) {
        return TcpConfig.defaults().withSendBufferBytes(plan.sendBufferBytes()).withPacing(PacingPreset.OFF.policy());
    }
}
