package org.paceline.pacer.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TransmitGateTest {
    private static final long FRAME_NS = 123_040; // 1,514 bytes and 24 on the wire at 100 Mb/s

    private static void assertNear(long expected, long actual, long tolerance) {
        assertTrue(Math.abs(actual - expected) <= tolerance, () -> actual + " is not near " + expected);
    }

    private static TransmitGate gate(String limit) {
        return new TransmitGate(TransmitLimit.parse(limit));
    }

    @Test
    void itClosesWhenTheLimitStandsInTheQueueAndOpensWithACompletion() {
        TransmitGate gate = gate("2");
        gate.onFrame(0);
        assertTrue(gate.open(0));
        gate.onFrame(0);
        assertFalse(gate.open(0));
        gate.onStanding(FRAME_NS, 1);
        assertTrue(gate.open(FRAME_NS));
    }

    @Test
    void offNeverCloses() {
        TransmitGate gate = gate("off");
        for (int frame = 0; frame < 100_000; frame++) {
            gate.onFrame(frame);
        }
        assertTrue(gate.open(100_000));
    }

    /** A device that is never empty, looked at whenever the gate expects it to open. */
    private static TransmitGate learned(String limit, long frameNs) {
        TransmitGate gate = gate(limit);
        long nowNs = 0;
        long freeNs = 0;
        for (int step = 0; step < 2_000; step++) {
            while (gate.open(nowNs)) {
                gate.onFrame(nowNs);
                freeNs = Math.max(freeNs, nowNs) + frameNs;
            }
            nowNs = gate.opensAtNs(nowNs);
            gate.onStanding(nowNs, Math.max(0, (freeNs - nowNs + frameNs - 1) / frameNs));
        }
        return gate;
    }

    @Test
    void itLearnsHowFastTheDeviceDrains() {
        assertNear(FRAME_NS, learned("2", FRAME_NS).frameNs(), FRAME_NS / 50);
    }

    @Test
    void automaticIsTwoPacketsOrAsManyAsDrainInAMillisecond() {
        assertEquals(2, learned("auto", 1_230_400).limitFrames(), "10 Mb/s");
        assertEquals(8, learned("auto", FRAME_NS).limitFrames(), "100 Mb/s");
        assertNear(81, learned("auto", 12_304).limitFrames(), 2);
    }

    @Test
    void itWaitsAboutAsLongAsTheDeviceNeeds() {
        TransmitGate gate = learned("4", FRAME_NS);
        long nowNs = 1_000_000_000;
        gate.onStanding(nowNs, 0);
        for (int frame = 0; frame < 4; frame++) {
            gate.onFrame(nowNs);
        }
        assertNear(nowNs + FRAME_NS, gate.opensAtNs(nowNs), FRAME_NS / 50);
    }

    @Test
    void theRateOfAllHoldsThemTogether() {
        TransmitGate gate = new TransmitGate(TransmitLimit.OFF, new FixedRate(100_000_000));
        long gapNs = 1_448 * 80L;
        gate.onFrame(0);
        gate.onData(0, 1_448);
        gate.onWaiting(1);
        assertFalse(gate.open(gapNs - 1));
        assertEquals(gapNs, gate.opensAtNs(1));
        assertTrue(gate.open(gapNs));
    }

    @Test
    void theLaterOfTwoRulesHolds() {
        TransmitGate gate = new TransmitGate(TransmitLimit.parse("1"), new FixedRate(100_000_000));
        gate.onFrame(0);
        gate.onData(0, 1_448);
        assertFalse(gate.open(1_448 * 80L), "the device still holds the frame");
        gate.onStanding(2_000, 0);
        assertFalse(gate.open(2_000), "the rate does not allow one");
        assertTrue(gate.open(1_448 * 80L));
    }

    @Test
    void aLimitIsReadAsItIsShown() {
        for (String text : new String[] {"auto", "off", "4", "500us", "2ms"}) {
            assertEquals(text, TransmitLimit.parse(text).toString());
        }
        for (String wrong : new String[] {"", "0", "-1", "1s", "2000ms", "0ms", "9999999", "four\n"}) {
            IllegalArgumentException failure =
                    assertThrows(IllegalArgumentException.class, () -> TransmitLimit.parse(wrong), wrong);
            assertFalse(failure.getMessage().contains("\n"));
        }
    }
}
