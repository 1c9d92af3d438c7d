package org.paceline.probe.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.IpAddress;
import org.paceline.probe.capture.FlowTable;
import org.paceline.probe.capture.FlowTuple;
import org.paceline.probe.capture.PacketLog;

class SegmentCountTest {
    private final FlowTable table = new FlowTable();
    private final int one = table.add(flow(4_000));
    private final int other = table.add(flow(4_001));
    private final PacketLog log = new PacketLog();

    @Test
    void aFlowOfJumboFramesBesideOneOfShortOnesIsNotMerged() {
        for (int packet = 0; packet < 100; packet++) {
            add(one, 8_960);
            add(other, 536);
        }
        assertEquals(0, merged(true));
    }

    @Test
    void framesOfAnyLengthBeyondEthernetsAreMerged() {
        for (int packet = 0; packet < 100; packet++) {
            add(one, 1_448 * (1 + packet % 4));
        }
        assertEquals(0.9, merged(true), 1e-9); // 25 of 250 segments came alone
    }

    @Test
    void whatOnePointAloneSawAsLongIsMerged() {
        for (int packet = 0; packet < 100; packet++) {
            add(one, 2_896);
        }
        assertEquals(1, merged(false));
    }

    @Test
    void aFewFramesOfAFlowDoNotShowWhatIsUsualForIt() {
        for (int packet = 0; packet < 100; packet++) {
            add(one, 1_448);
        }
        add(other, 2_896);
        assertEquals(2.0 / 102, merged(true), 1e-9);
    }

    private static FlowTuple flow(int port) {
        return new FlowTuple(6, IpAddress.parse("10.0.0.1"), port, IpAddress.parse("10.0.0.2"), 5_001);
    }

    private void add(int flow, int payloadBytes) {
        log.add(log.packets(), 0, flow, log.packets(), payloadBytes + 66, payloadBytes, false);
    }

    private double merged(boolean jumboEverywhere) {
        return SegmentCount.mergedShare(log, new LoadArrivals(log, FlowChoice.of(table, log)), jumboEverywhere);
    }
}
