package org.paceline.cli.iperf.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.paceline.cli.iperf.protocol.TestParameters;

class SendSettingsTest {
    private final SendSettings settings = SendSettings.defaults(loopback(), 5201);

    @Test
    void iperfsLimitsHold() {
        refused(() -> settings.withParallel(0));
        refused(() -> settings.withParallel(129));
        refused(() -> settings.withOmitSeconds(601));
        refused(() -> settings.withIntervalSeconds(0.05));
        refused(() -> settings.withIntervalSeconds(61));
        refused(() -> settings.withBlockBytes((1 << 20) + 1));
        refused(() -> settings.withDurationSeconds(86_401));
        refused(() -> SendSettings.defaults(loopback(), 65_536));
        assertEquals(128, settings.withParallel(128).parallel());
    }

    @Test
    void aTestWithoutAnEndIsRefused() {
        refused(() -> settings.withDurationSeconds(0));
    }

    @Test
    void aFileGoesOverOneStream() {
        refused(() -> settings.withParallel(2).withFile(Path.of("any")));
    }

    @Test
    void aServerIsToldOneEndOfTheTest() {
        assertEquals(new TestParameters(0, 10, 0, 1, 131_072, 0), settings.parameters(0));
        assertEquals(
                new TestParameters(0, 0, 4_096, 1, 131_072, 0),
                settings.withTotalBytes(4_096).parameters(0));
        assertEquals(
                new TestParameters(0, 0, 77, 1, 131_072, 0),
                settings.withFile(Path.of("any")).parameters(77));
        assertEquals(
                new TestParameters(0, 5, 0, 1, 131_072, 0),
                settings.withFile(Path.of("any")).withDurationSeconds(5).parameters(77));
    }

    private static void refused(Executable call) {
        assertThrows(IllegalArgumentException.class, call);
    }

    private static Inet4Address loopback() {
        return (Inet4Address) InetAddress.getLoopbackAddress();
    }
}
