package org.paceline.nic.decorate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FilteringDeviceTest {
    private static final FrameFilter NO_X = (frame, lengthBytes) -> frame.get(0) != 'x';

    private final ScriptedDevice inner = new ScriptedDevice();

    @Test
    void onlyFramesThatPassAreHandedUp() {
        FilteringDevice device = new FilteringDevice(inner, NO_X, FrameFilter.all());
        inner.arrives("x1", "a", "x2", "x3", "b", "x4");

        assertEquals(List.of("a", "b"), ScriptedDevice.received(device));
        assertEquals(4, device.heldInbound());
        assertEquals(6_000, device.arrivalNs(), "the last look went through to the end");
    }

    @Test
    void aFrameHeldOnItsWayOutLooksSent() {
        FilteringDevice device = new FilteringDevice(inner, FrameFilter.all(), NO_X);

        assertTrue(ScriptedDevice.send(device, "x1"));
        assertTrue(ScriptedDevice.send(device, "a"));

        assertEquals(List.of("a"), inner.sent());
        assertEquals(1, device.heldOutbound());
        assertEquals(0, device.heldInbound());
    }

    @Test
    void everythingElseReachesTheDevice() {
        FilteringDevice device = new FilteringDevice(inner, NO_X, NO_X);
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
