package org.paceline.probe.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sweep over a connection: the kernel's, which paces nothing and tells what the test wants. */
@Timeout(60)
class SegmentSweepTest {
    private static final int TRAIN_PACKETS = 10;
    private static final SweepPlan PLAN =
            new SweepPlan(SweepTransport.TCP, List.of(100_000L, 1_000_000L), TRAIN_PACKETS, 5, 200, 100_000_000, 1);

    @Test
    void everyRecordIsSeenAndLeavesAsOneSegment() throws IOException {
        SweepResult result = swept(new Told(-1, TRAIN_PACKETS));
        assertEquals(PLAN.packets(), result.sent());
        assertEquals(0, result.lost());
        assertEquals(0, result.setAside());
        assertEquals(45, result.curve().get(0).pairs());
        assertTrue(result.clock().exchanges() > 0);
    }

    @Test
    void aTrainWithAResentSegmentIsSetAsideWhole() throws IOException {
        SweepResult result = swept(new Told(3, TRAIN_PACKETS));
        assertEquals(1, result.resent());
        assertEquals(TRAIN_PACKETS, result.setAside());
        assertEquals(PLAN.packets() - TRAIN_PACKETS, result.sent());
        assertEquals(0, result.lost());
        int pairs = result.curve().stream().mapToInt(GapPoint::pairs).sum();
        assertEquals(9 * TRAIN_PACKETS - 9, pairs);
    }

    @Test
    void recordsThatLeftTogetherAreSetAside() throws IOException {
        SweepResult result = swept(new Told(-1, TRAIN_PACKETS - 1));
        assertEquals(0, result.resent());
        assertEquals(PLAN.packets(), result.setAside());
        assertEquals(0, result.sent());
    }

    @Test
    void aFailureToConnectIsSaidInOneLine() {
        InetSocketAddress nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        SweepException failure = assertThrows(
                SweepException.class,
                () -> SweepRun.over(
                        () -> {
                            throw new ConnectException("Connection refused");
                        },
                        nowhere,
                        PLAN,
                        SweepProgress.SILENT));
        assertTrue(String.valueOf(failure.getMessage()).contains("paceline probe receive"));
    }

    private static SweepResult swept(Told told) throws IOException {
        try (SweepReceiver receiver = SweepReceiver.open(0, null);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
            CompletableFuture<Integer> seen = CompletableFuture.supplyAsync(receiver::serve);
            InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), receiver.port());
            SweepResult result = SweepRun.over(() -> new KernelLink(socket, told), at, PLAN, SweepProgress.SILENT);
            assertEquals(PLAN.packets(), seen.join());
            assertEquals("program", result.stamps());
            return result;
        }
    }

    /**
     * What the link says.
     *
     * @param resentTrain during which a segment is sent again, -1 for none
     * @param segments that a train leaves in
     */
    private record Told(int resentTrain, int segments) {}

    private static final class KernelLink implements SegmentLink {
        private final Socket socket;
        private final Told told;
        private final List<Long> departures = new ArrayList<>();
        private int trains;

        KernelLink(Socket socket, Told told) {
            this.socket = socket;
            this.told = told;
        }

        @Override
        public void space(long gapNs) {
            departures.clear();
        }

        @Override
        public void write(byte[] bytes, int lengthBytes) throws IOException {
            socket.getOutputStream().write(bytes, 0, lengthBytes);
            if (lengthBytes == TRAIN_PACKETS * PLAN.payloadBytes()) {
                trains++;
                for (int segment = 0; segment < told.segments; segment++) {
                    departures.add(System.nanoTime());
                }
            }
        }

        @Override
        public boolean drain(long timeoutNs) {
            return true;
        }

        @Override
        public int read(byte[] target, int offset, int lengthBytes, long timeoutNs) throws IOException {
            return socket.getInputStream().read(target, offset, lengthBytes);
        }

        @Override
        public long[] departuresNs() {
            return departures.stream().mapToLong(Long::longValue).toArray();
        }

        @Override
        public long resent() {
            return told.resentTrain >= 0 && trains > told.resentTrain ? 1 : 0;
        }

        @Override
        public InetSocketAddress local() {
            return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
        }
    }
}
