package org.paceline.probe.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SweepRunTest {
    private static final SweepPlan PLAN = new SweepPlan(List.of(100_000L, 1_000_000L), 10, 5, 200, 100_000_000, 1);

    @Test
    void everyPacketIsSeenOverLoopback() throws IOException {
        try (SweepReceiver receiver = SweepReceiver.open(0, null)) {
            CompletableFuture<Integer> seen = CompletableFuture.supplyAsync(receiver::serve);
            SweepResult result = SweepRun.against(at(receiver.port()), PLAN, SweepProgress.SILENT);
            assertEquals(PLAN.packets(), result.sent());
            assertEquals(0, result.lost());
            assertEquals(PLAN.packets(), seen.join());
            assertEquals("program", result.stamps());
            assertEquals(45, result.curve().get(0).pairs());
            assertTrue(result.clock().exchanges() > 0);
        }
    }

    @Test
    void aReceiverServesOneRunAfterTheOther() throws IOException {
        try (SweepReceiver receiver = SweepReceiver.open(0, null)) {
            for (int each = 0; each < 2; each++) {
                CompletableFuture<Integer> seen = CompletableFuture.supplyAsync(receiver::serve);
                assertEquals(
                        0,
                        SweepRun.against(at(receiver.port()), PLAN, SweepProgress.SILENT)
                                .lost());
                assertEquals(PLAN.packets(), seen.join());
            }
        }
    }

    @Test
    void noReceiverIsSaidInOneLine() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        SweepException failure =
                assertThrows(SweepException.class, () -> SweepRun.against(at(port), PLAN, SweepProgress.SILENT));
        assertTrue(String.valueOf(failure.getMessage()).contains("paceline probe receive"));
    }

    @Test
    void aStrangerIsTurnedAway() throws IOException {
        try (SweepReceiver receiver = SweepReceiver.open(0, null);
                Socket stranger = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
            stranger.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThrows(SweepException.class, receiver::serve);
        }
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
