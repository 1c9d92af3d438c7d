package org.paceline.utcp.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.utcp.runtime.Loops.PATIENCE_NS;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paceline.utcp.tcp.TcpConfig;

/** A loop's life: bulk, wake-ups, its end and its device's. */
@Timeout(180)
class StackLoopTest {
    @Test
    void twentyMegabytesReachASlowReaderUnchanged() throws Exception {
        try (Loops loops = new Loops()) {
            UtcpSocket client = loops.connect();
            UtcpSocket server = loops.accept();
            CompletableFuture<byte[]> sent = InThread.call(() -> send(client, 20_000_000));
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[50_000];
            long readBytes = 0;
            for (int read = server.read(buffer, 0, buffer.length); read >= 0; ) {
                digest.update(buffer, 0, read);
                readBytes += read;
                if (readBytes % 16 == 0) {
                    Thread.sleep(1);
                }
                read = server.read(buffer, 0, buffer.length, PATIENCE_NS);
            }
            assertEquals(20_000_000, readBytes);
            assertArrayEquals(sent.get(1, TimeUnit.MINUTES), digest.digest());
        }
    }

    private static byte[] send(UtcpSocket socket, int bytes) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        SplittableRandom random = new SplittableRandom(bytes);
        byte[] chunk = new byte[30_000];
        for (int left = bytes; left > 0; ) {
            random.nextBytes(chunk);
            int length = Math.min(left, 1 + random.nextInt(chunk.length));
            socket.write(chunk, 0, length);
            digest.update(chunk, 0, length);
            left -= length;
        }
        socket.shutdownOutput();
        return digest.digest();
    }

    /**
     * A wait that nobody ends goes on after the second in which it looks at the loop by itself. Fifty of those would be
     * 50 s; woken, a round takes microseconds, and this machine may be a thousand times slower than it should.
     */
    @Test
    void everyWaitIsEndedByAWakeUp() throws Exception {
        int rounds = 50;
        TcpConfig tiny = TcpConfig.defaults().withSendBufferBytes(1_024).withReceiveBufferBytes(1_024);
        try (Loops loops = new Loops(tiny)) {
            UtcpSocket client = loops.connect();
            UtcpSocket server = loops.accept();
            long startNs = System.nanoTime();
            CompletableFuture<Void> echo = InThread.run(() -> echo(server, rounds * 3_000));
            CompletableFuture<Void> writer = InThread.run(() -> writeRounds(client, rounds));
            Loops.readFully(client, rounds * 3_000);
            writer.get(1, TimeUnit.MINUTES);
            echo.get(1, TimeUnit.MINUTES);
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
            assertTrue(tookMs < rounds * 1_000 / 2, rounds + " rounds took " + tookMs + " ms");
        }
    }

    private static void writeRounds(UtcpSocket socket, int rounds) throws IOException {
        for (int round = 0; round < rounds; round++) {
            socket.write(new byte[3_000], 0, 3_000);
        }
    }

    private static void echo(UtcpSocket socket, int bytes) throws IOException {
        byte[] buffer = new byte[700];
        for (int left = bytes; left > 0; ) {
            int read = socket.read(buffer, 0, buffer.length);
            socket.write(buffer, 0, read);
            left -= read;
        }
    }

    @Test
    void closingALoopResetsEveryPeer() throws Exception {
        try (Loops loops = new Loops()) {
            List<UtcpSocket> peers = new ArrayList<>();
            UtcpServerSocket wide = loops.server.listen(9, 100, loops.config);
            for (int connection = 0; connection < 80; connection++) {
                loops.client.connect(Loops.SERVER, 9, loops.config, PATIENCE_NS);
                peers.add(wide.accept(PATIENCE_NS));
            }
            loops.client.close();
            for (UtcpSocket peer : peers) {
                IOException e = assertThrows(IOException.class, () -> Loops.readByte(peer));
                assertEquals("Connection reset by peer", e.getMessage());
            }
            assertTrue(loops.clientDevice.isClosed());
        }
    }

    @Test
    void aLoopKnowsWhatItsThreadHasUsed() throws Exception {
        try (Loops loops = new Loops()) {
            LoopUse before = loops.client.use();
            loops.connect();
            LoopUse after = loops.client.use();

            assertTrue(before.cpuNs() > 0, before.toString());
            assertTrue(after.cpuNs() > before.cpuNs(), after.toString());
            assertTrue(after.atNs() > before.atNs(), after.toString());
            assertEquals(0, after.spunNs(), "this one parks");
        }
    }

    @Test
    void afterItsEndEveryCallSaysSo() throws Exception {
        try (Loops loops = new Loops()) {
            UtcpSocket client = loops.connect();
            loops.accept();
            loops.client.close();
            assertThrows(IOException.class, () -> client.write(new byte[1], 0, 1));
            assertThrows(IOException.class, () -> Loops.readByte(client));
            IOException e = assertThrows(IOException.class, client::info);
            assertEquals("the stack is closed", e.getMessage());
            assertThrows(IOException.class, loops::connect);
        }
    }

    @Test
    void aDeviceThatFailsEndsEveryWaitWithItsOwnWords() throws Exception {
        String words = "queue:b was unplugged; plug it in again";
        try (Loops loops = new Loops()) {
            UtcpSocket client = loops.connect();
            UtcpSocket server = loops.accept();
            UtcpSocket writing = loops.connect();
            UtcpSocket blocked = loops.accept();
            List<CompletableFuture<Void>> waits = List.of(
                    InThread.run(() -> Loops.readByte(server)),
                    InThread.run(() -> blocked.write(new byte[1_000_000], 0, 1_000_000)),
                    InThread.run(() -> loops.listener.accept(PATIENCE_NS)));
            Thread.sleep(50); // so that they do wait, mostly; the outcome is the same when they do not yet
            loops.serverDevice.fail(words);
            for (CompletableFuture<Void> wait : waits) {
                ExecutionException e = assertThrows(ExecutionException.class, () -> wait.get(1, TimeUnit.MINUTES));
                assertEquals(words, e.getCause().getMessage());
            }
            IOException e = assertThrows(IOException.class, server::info);
            assertEquals(words, e.getMessage());
            assertTrue(loops.serverDevice.isClosed());
            client.abort();
            writing.abort();
        }
    }
}
