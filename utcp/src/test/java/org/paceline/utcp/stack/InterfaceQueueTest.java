package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.nic.memory.LinkModel;
import org.paceline.pacer.control.PacingPreset;
import org.paceline.pacer.control.TransmitLimit;
import org.paceline.utcp.simulation.BulkFlow;
import org.paceline.utcp.simulation.BulkFlows;
import org.paceline.utcp.tcp.SendLimit;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TimeReport;

/**
 * Connections behind one interface with a queue of 1,000 packets, as in figures 8 to 11 of Matsuba and Ishikawa, "The
 * Design of Single IP Address Cluster"; 100 Mb/s and 20 ms for their 1 Gb/s and 2 ms.
 */
class InterfaceQueueTest {
    private static final LinkModel INTERFACE = LinkModel.defaults()
            .withRateBitsPerSecond(100_000_000)
            .withDelayNs(10_000_000)
            .withQueuePackets(1_000);

    /** Two of them fill the path and half of the queue, and three do not overflow it. */
    private static final TcpConfig CONFIG =
            TcpConfig.defaults().withSendBufferBytes(400_000).withPacing(PacingPreset.OFF.policy());

    private static final int SHORT_BYTES = 100_000;

    private static final int LONG_BYTES = 100_000_000;

    private static double shortTransferMs(TransmitLimit limit) {
        BulkFlows flows = BulkFlows.behindOneInterface(INTERFACE, 1, limit);
        flows.start(CONFIG);
        flows.start(CONFIG);
        flows.runFor(3);
        long startNs = flows.nowNs();
        BulkFlow shortOne = flows.start(CONFIG);
        while (shortOne.acknowledgedBytes() < SHORT_BYTES) {
            flows.runFor(0.000_5);
        }
        return (flows.nowNs() - startNs) / 1e6;
    }

    @Test
    void aShortTransferBesideTwoBulkFlowsTakesHalfTheTimeWithTheLimit() {
        double without = shortTransferMs(TransmitLimit.OFF);
        double with = shortTransferMs(TransmitLimit.AUTOMATIC);
        System.out.printf("100 KB beside two bulk flows: %.1f ms without the limit, %.1f ms with it%n", without, with);
        assertTrue(without >= 2 * with, without + " ms without, " + with + " ms with");
    }

    @Test
    void threeFlowsOf100MegabytesShareTheInterfaceEqually() {
        BulkFlows flows = BulkFlows.behindOneInterface(INTERFACE, 1, TransmitLimit.AUTOMATIC);
        long startNs = flows.nowNs();
        List<BulkFlow> three = List.of(flows.start(CONFIG), flows.start(CONFIG), flows.start(CONFIG));
        while (three.stream().noneMatch(flow -> flow.acknowledgedBytes() >= LONG_BYTES)) {
            flows.runFor(0.05);
        }
        double seconds = (flows.nowNs() - startNs) / 1e9;
        double sum = 0;
        double squares = 0;
        for (BulkFlow flow : three) {
            double bytes = flow.acknowledgedBytes();
            sum += bytes;
            squares += bytes * bytes;
        }
        double jain = sum * sum / (three.size() * squares);
        System.out.printf("three flows, %.1f MB in %.1f s: Jain %.4f%n", sum / 1e6, seconds, jain);
        assertTrue(jain >= 0.99, "Jain " + jain);
        assertTrue(sum * 8 / seconds >= 90e6, "the interface was not kept busy: " + sum + " bytes");
        assertTrue(
                flows.bottleneck().peakQueuePackets() <= 40,
                "peak " + flows.bottleneck().peakQueuePackets());
    }

    @Test
    void theWaitForTheDeviceIsCharged() {
        BulkFlows flows = BulkFlows.behindOneInterface(INTERFACE, 1, TransmitLimit.AUTOMATIC);
        BulkFlow one = flows.start(CONFIG);
        flows.start(CONFIG);
        flows.runFor(2);
        TimeReport times = one.connection().times(flows.nowNs());
        assertTrue(times.spentNs(SendLimit.DEVICE) > times.lifeNs() / 10, times.toString());
    }
}
