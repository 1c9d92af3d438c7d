package org.paceline.nic.decorate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CountingDeviceTest {
    private final ScriptedDevice inner = new ScriptedDevice();
    private final CountingDevice device = new CountingDevice(inner);

    @Test
    void framesAndBytesAreCountedBothWays() {
        inner.arrives("abc", "de");
        ScriptedDevice.received(device);
        ScriptedDevice.send(device, "fghi");

        assertEquals(2, device.receivedFrames());
        assertEquals(5, device.receivedBytes());
        assertEquals(1, device.sentFrames());
        assertEquals(4, device.sentBytes());
        assertEquals(0, device.refusedSends());
    }

    @Test
    void aRefusalIsCountedAsSuchOnly() {
        inner.roomFor(1);
        ScriptedDevice.send(device, "a");
        ScriptedDevice.send(device, "b");

        assertEquals(List.of("a"), inner.sent());
        assertEquals(1, device.sentFrames());
        assertEquals(1, device.refusedSends());
    }

    @Test
    void everythingElseReachesTheDevice() {
        device.awaitFrame(5);
        device.wakeUp();
        device.close();

        assertEquals(1, inner.awaits());
        assertEquals(1, inner.wakeUps());
        assertTrue(inner.closed());
        assertEquals(inner.capabilities(), device.capabilities());
        assertEquals(inner, device.transmitted());
    }
}
