package org.paceline.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DeviceCheckTest {
    private static final DeviceTrial BOTH = new DeviceTrial("tap worked\npacket-socket worked\n");
    private static final DeviceTrial REFUSED =
            new DeviceTrial("tap failed: open /dev/net/tun: EBUSY\npacket-socket failed: socket: EPERM\n");
    private static final DeviceTrial NONE = new DeviceTrial("");

    @Test
    void whatOpenedIsThere() {
        assertEquals(Status.OK, DeviceCheck.tap(true, true, BOTH).status());
        assertEquals(Status.OK, DeviceCheck.packetSocket(BOTH).status());
    }

    @Test
    void whatWasRefusedSaysWhy() {
        assertEquals(
                "open /dev/net/tun: EBUSY", DeviceCheck.tap(true, true, REFUSED).fact());
        assertEquals("socket: EPERM", DeviceCheck.packetSocket(REFUSED).fact());
    }

    @Test
    void theDemoNeedsThePacketSocketAndNotTheTap() {
        assertTrue(DeviceCheck.packetSocket(REFUSED).blocks());
        assertFalse(DeviceCheck.tap(true, true, REFUSED).blocks());
    }

    @Test
    void aTrialThatDidNotTakePlaceIsNoSuccess() {
        assertEquals(Status.MISSING, DeviceCheck.packetSocket(NONE).status());
        assertEquals("could not be tried", DeviceCheck.tap(true, true, NONE).fact());
    }

    @Test
    void theDeviceFileIsNamedWhereItIsTheCause() {
        assertEquals("no /dev/net/tun", DeviceCheck.tap(false, false, NONE).fact());
        assertTrue(DeviceCheck.tap(true, false, NONE).remedy().contains("chmod"));
    }
}
