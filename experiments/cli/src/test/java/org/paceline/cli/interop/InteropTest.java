package org.paceline.cli.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paceline.cli.iperf.sink.Iperf3Sink;
import org.paceline.cli.iperf.sink.Needs;
import org.paceline.cli.iperf.sink.SinkReport;
import org.paceline.testbed.AddressFamily;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.utcp.runtime.UtcpServerSocket;
import org.paceline.utcp.runtime.UtcpSocket;

/** Our TCP with programs that none of us wrote, as client and as server, over packet sockets. */
@Tag("netns")
@Timeout(120)
class InteropTest {
    private static final int KERNEL = 1;
    private static final int UTCP = 3;
    private static final int BYTES = 5_000_000;
    private static final int PORT = 8_000;
    private static final long TIMEOUT_NS = Duration.ofSeconds(20).toNanos();

    private AddressFamily family;

    @TempDir
    private Path directory;

    private Testbed testbed;
    private TestHost kernel;
    private UtcpHost utcp;
    private final byte[] content = new byte[BYTES];

    private void prepare(AddressFamily below) throws IOException {
        Needs.root();
        family = below;
        testbed = new Testbed();
        kernel = testbed.host("kernel");
        TestHost ours = testbed.host("utcp");
        testbed.connect(kernel, "kernel0", ours, "utcp0");
        family.assign(kernel, "kernel0", KERNEL);
        utcp = testbed.own(new UtcpHost(ours, "utcp0", family.prefix(UTCP)));
        new SplittableRandom(1).nextBytes(content);
    }

    @AfterEach
    void takeAway() {
        if (testbed != null) {
            testbed.close();
        }
    }

    @ParameterizedTest
    @EnumSource(AddressFamily.class)
    void curlDownloadsFromUs(AddressFamily below) throws Exception {
        prepare(below);
        Needs.program("curl");
        CompletableFuture<String> served = inThread(() -> {
            try (UtcpServerSocket server = utcp.loop().listen(PORT, 4, UtcpHost.CONFIG)) {
                UtcpSocket socket = server.accept(TIMEOUT_NS);
                String request = readHead(socket);
                write(
                        socket,
                        ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + BYTES + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                write(socket, content);
                socket.close();
                socket.drain(TIMEOUT_NS);
                return request;
            }
        });
        Path file = directory.resolve("downloaded");
        kernel.run(
                "curl",
                "-sS",
                "--max-time",
                "20",
                "-o",
                file.toString(),
                "http://" + family.literal(UTCP) + ":" + PORT + "/");
        assertTrue(served.join().startsWith("GET / HTTP/1.1"), served::join);
        assertArrayEquals(content, Files.readAllBytes(file));
    }

    @ParameterizedTest
    @EnumSource(AddressFamily.class)
    void curlUploadsToUs(AddressFamily below) throws Exception {
        prepare(below);
        Needs.program("curl");
        Path file = directory.resolve("uploaded");
        Files.write(file, content);
        CompletableFuture<byte[]> served = inThread(() -> {
            try (UtcpServerSocket server = utcp.loop().listen(PORT, 4, UtcpHost.CONFIG)) {
                UtcpSocket socket = server.accept(TIMEOUT_NS);
                readHead(socket);
                byte[] received = read(socket, BYTES);
                write(
                        socket,
                        "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.close();
                socket.drain(TIMEOUT_NS);
                return received;
            }
        });
        kernel.run(
                "curl",
                "-sS",
                "--max-time",
                "20",
                "-H",
                "Expect:",
                "-T",
                file.toString(),
                "http://" + family.literal(UTCP) + ":" + PORT + "/");
        assertArrayEquals(content, served.join());
    }

    @ParameterizedTest
    @EnumSource(AddressFamily.class)
    void weDownloadFromNginx(AddressFamily below) throws Exception {
        prepare(below);
        Needs.program("nginx");
        Files.write(directory.resolve("file"), content);
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, """
                daemon off; master_process off; user root; pid %1$s/pid; error_log stderr;
                events { }
                http { access_log off; client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
                  uwsgi_temp_path %1$s; scgi_temp_path %1$s;
                  server { listen %2$s:8080; root %1$s; } }
                """.formatted(directory, family.literal(KERNEL)));
        testbed.own(kernel.start("nginx", "-c", configuration.toString(), "-p", directory.toString()));
        UtcpSocket socket = connectWhenReady(8_080);
        write(socket, "GET /file HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        String head = readHead(socket);
        byte[] body = readToEnd(socket);
        socket.close();
        assertTrue(head.startsWith("HTTP/1.1 200 OK"), head);
        assertArrayEquals(content, body);
    }

    @ParameterizedTest
    @EnumSource(AddressFamily.class)
    void socatEchoesWhatWeSend(AddressFamily below) throws Exception {
        prepare(below);
        Needs.program("socat");
        testbed.own(kernel.start("socat", listening() + ":9000,fork,reuseaddr", "EXEC:cat"));
        UtcpSocket socket = connectWhenReady(9_000);
        CompletableFuture<String> writer = inThread(() -> {
            write(socket, content);
            socket.shutdownOutput();
            return "written";
        });
        byte[] echoed = readToEnd(socket);
        assertEquals("written", writer.join());
        socket.close();
        assertArrayEquals(content, echoed);
    }

    @ParameterizedTest
    @EnumSource(AddressFamily.class)
    void socatIsEchoedByUs(AddressFamily below) throws Exception {
        prepare(below);
        Needs.program("socat");
        CompletableFuture<String> served = inThread(() -> {
            try (UtcpServerSocket server = utcp.loop().listen(PORT, 4, UtcpHost.CONFIG)) {
                UtcpSocket socket = server.accept(TIMEOUT_NS);
                write(socket, readToEnd(socket));
                socket.close();
                socket.drain(TIMEOUT_NS);
                return "echoed";
            }
        });
        Path question = directory.resolve("question");
        Path answer = directory.resolve("answer");
        Files.write(question, content);
        kernel.run(
                "sh",
                "-c",
                "socat -t 20 - TCP:" + family.literal(UTCP) + ":" + PORT + " < " + question + " > " + answer);
        assertEquals("echoed", served.join());
        assertArrayEquals(content, Files.readAllBytes(answer));
    }

    @ParameterizedTest
    @EnumSource(AddressFamily.class)
    void stockIperf3SendsToUs(AddressFamily below) throws Exception {
        prepare(below);
        Needs.program("iperf3");
        try (Iperf3Sink sink = Iperf3Sink.open(new UtcpListener(utcp, 5_201), null)) {
            JsonNode end = new ObjectMapper()
                    .readTree(kernel.run("iperf3", "-c", family.address(UTCP), "-n", "20M", "-P", "4", "-J"))
                    .path("end");
            SinkReport report = sink.awaitReport(TIMEOUT_NS);
            assertNotNull(report);
            assertEquals(4, report.streams());
            // the client ends the test when it has sent all; what is on its way then is in neither count
            assertEquals(end.path("sum_received").path("bytes").asLong(), report.bytes());
            assertTrue(report.bytes() >= end.path("sum_sent").path("bytes").asLong() / 2, report::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(AddressFamily.class)
    void aKernelThatAnswersWithSynCookiesOnlyTakesOurData(AddressFamily below) throws Exception {
        prepare(below);
        Needs.program("socat");
        kernel.sysctl("net.ipv4.tcp_syncookies", "2");
        testbed.own(kernel.start("socat", listening() + ":9000,fork,reuseaddr", "EXEC:cat"));
        for (int connection = 0; connection < 10; connection++) {
            UtcpSocket socket = connectWhenReady(9_000);
            byte[] message = Arrays.copyOfRange(content, connection * 1_000, connection * 1_000 + 50_000);
            write(socket, message);
            socket.shutdownOutput();
            assertArrayEquals(message, readToEnd(socket));
            // none is lost here; a peer that the host keeps from running may be probed (RFC 8985 7.3)
            long sentAgain = socket.info().totalRetransmissions();
            assertTrue(sentAgain <= 2, () -> sentAgain + " of 35 segments sent again");
            socket.close();
        }
    }

    private String listening() {
        return family == AddressFamily.IPV6 ? "TCP6-LISTEN" : "TCP4-LISTEN";
    }

    /** A program that was just started may not listen yet. */
    private UtcpSocket connectWhenReady(int port) throws Exception {
        long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (true) {
            try {
                return utcp.connect(family.address(KERNEL), port);
            } catch (IOException refused) {
                if (System.nanoTime() > deadlineNs) {
                    throw refused;
                }
                Thread.sleep(20);
            }
        }
    }

    private static void write(UtcpSocket socket, byte[] bytes) throws IOException {
        socket.write(bytes, 0, bytes.length);
    }

    private static String readHead(UtcpSocket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        byte[] one = new byte[1];
        while (head.indexOf("\r\n\r\n") < 0 && socket.read(one, 0, 1, TIMEOUT_NS) > 0) {
            head.append((char) one[0]);
        }
        return head.toString();
    }

    private static byte[] read(UtcpSocket socket, int lengthBytes) throws IOException {
        byte[] all = new byte[lengthBytes];
        int got = 0;
        while (got < lengthBytes) {
            int bytes = socket.read(all, got, lengthBytes - got, TIMEOUT_NS);
            if (bytes < 0) {
                return Arrays.copyOf(all, got);
            }
            got += bytes;
        }
        return all;
    }

    private static byte[] readToEnd(UtcpSocket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        int bytes = socket.read(chunk, 0, chunk.length, TIMEOUT_NS);
        while (bytes > 0) {
            all.write(chunk, 0, bytes);
            bytes = socket.read(chunk, 0, chunk.length, TIMEOUT_NS);
        }
        return all.toByteArray();
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> CompletableFuture<T> inThread(Work<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.run());
            } catch (Exception | Error failure) {
                result.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
