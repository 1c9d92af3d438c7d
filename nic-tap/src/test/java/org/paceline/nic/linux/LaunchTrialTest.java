package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.nic.WireDevice;

/** Launch times and the card's gap on a cable that has neither queue nor register. */
@Tag("netns")
class LaunchTrialTest {
    @Test
    void aQueueThatHoldsNothingIsFoundOut() {
        try (VethPair cable = new VethPair()) {
            cable.near.run(() -> {
                try (WireDevice device = PacketSocketDevice.open(VethPair.NEAR)) {
                    String refusal = device.launchTimes().tryOut();

                    assertTrue(refusal.contains("does not honour SO_TXTIME"), refusal);
                    assertTrue(refusal.contains("tc qdisc replace dev " + VethPair.NEAR + " root fq"), refusal);
                    assertThrows(IllegalStateException.class, () -> device.launchTimes()
                            .sendAt(ByteBuffer.allocateDirect(60), 60, 0));
                }
            });
        }
    }

    @Test
    void aDriverWithoutAFlagAboutGapsIsNamed() {
        try (VethPair cable = new VethPair()) {
            cable.near.run(() -> {
                try (WireDevice device = PacketSocketDevice.open(VethPair.NEAR)) {
                    String reason = device.hardwareGap();
                    assertTrue(
                            reason.startsWith("the driver veth of " + VethPair.NEAR + " has 0 private flags"), reason);
                }
            });
        }
    }

    @Test
    void atomicTimeIsAheadOfNanoTimeAndDoesNotWander() {
        assertEquals(0, LaunchClock.MONOTONIC.aheadNs());
        long firstNs = LaunchClock.TAI.aheadNs();
        long secondNs = LaunchClock.TAI.aheadNs();
        assertTrue(Math.abs(secondNs - firstNs) < 1_000_000_000L, () -> firstNs + " and " + secondNs);
    }

    @Test
    void whatIsLateForAStrictQueueIsLaunchedSoonAfter() {
        assertEquals(1_000, LaunchClock.MONOTONIC.reachableNs(1_000, 5_000));
        assertEquals(105_000, LaunchClock.TAI.reachableNs(1_000, 5_000));
        assertEquals(900_000, LaunchClock.TAI.reachableNs(900_000, 5_000));
    }
}
