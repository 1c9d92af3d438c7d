package org.paceline.cli.iperf.sink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.cli.iperf.client.IperfClient;
import org.paceline.cli.iperf.client.SendSettings;
import org.paceline.cli.iperf.client.TestListener;
import org.paceline.cli.iperf.client.TestSummary;
import org.paceline.cli.iperf.protocol.IperfException;
import org.paceline.cli.iperf.protocol.Told;
import org.paceline.cli.iperf.transport.KernelTransport;

/** Our client and our sink against the iperf3 of this host, over kernel sockets on loopback. */
@Tag("peer")
@Timeout(60)
class StockPeerTest {
    private static final TestListener NOBODY = new TestListener() {};

    @TempDir
    private Path directory;

    private Path log;

    @BeforeEach
    void prepare() {
        Needs.program("iperf3");
        log = directory.resolve("server.log");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16})
    void aStockServerCountsAsManyBytesAsWe(int streams) throws Exception {
        try (StockIperf3 server = StockIperf3.server(log)) {
            TestSummary summary =
                    run(settings(server.port()).withDurationSeconds(1).withParallel(streams));

            assertTrue(summary.drained());
            assertTrue(summary.sentBytes() > 0);
            assertEquals(summary.sentBytes(), summary.receivedBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anAmountIsSentToTheLastByte(int streams) throws Exception {
        try (StockIperf3 server = StockIperf3.server(log)) {
            TestSummary summary =
                    run(settings(server.port()).withTotalBytes(10_000_019).withParallel(streams));

            assertEquals(10_000_019, summary.sentBytes());
            assertEquals(10_000_019, summary.receivedBytes());
        }
    }

    @Test
    void aStockServerWritesTheFileThatWeSend() throws Exception {
        byte[] contents = new byte[3_000_017];
        new SplittableRandom(5).nextBytes(contents);
        Path sent = Files.write(directory.resolve("sent"), contents);
        Path received = directory.resolve("received");

        try (StockIperf3 server = StockIperf3.server(log, "-F", received.toString())) {
            TestSummary summary = run(settings(server.port()).withFile(sent));

            assertEquals(contents.length, summary.receivedBytes());
        }
        assertArrayEquals(contents, Files.readAllBytes(received));
    }

    @Test
    void aStockServerOmitsWhatWeOmit() throws Exception {
        try (StockIperf3 server = StockIperf3.server(log)) {
            TestSummary summary = run(settings(server.port()).withOmitSeconds(1).withDurationSeconds(1));

            assertTrue(summary.sentBytes() > 0);
            assertTrue(summary.receivedBytes() > 0);
        }
    }

    @Test
    void aStockServerThatHangsUpForItsLimitIsALine() throws Exception {
        try (StockIperf3 server = StockIperf3.server(log, "--server-bitrate-limit", "1M/1")) {
            String message = Told.by(() -> run(settings(server.port()).withRateBitsPerSecond(2_000_000)));

            // 3.12 closes the control connection without a word
            assertTrue(message.startsWith("lost the control connection"), message);
        }
    }

    @Test
    void aStockServerThatIsStoppedIsALine() throws Exception {
        StockIperf3 server = StockIperf3.server(log);
        TestListener killing = new TestListener() {
            @Override
            public void onCounted() {
                server.close();
            }
        };
        IperfClient client = new IperfClient(settings(server.port()), new KernelTransport(), killing);

        String line = Told.by(client::run);
        assertEquals("the server has ended the test", line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4"})
    void aStockClientFindsOurSinkGood(String streams) throws Exception {
        try (Iperf3Sink sink = Iperf3Sink.open(InetAddress.getLoopbackAddress(), 0, null)) {
            String output = StockIperf3.client(sink.port(), "-t", "1", "-P", streams, "-C", "cubic", "-J");
            JsonNode document = new ObjectMapper().readTree(output);
            SinkReport report = Objects.requireNonNull(sink.awaitReport(5_000_000_000L));

            assertFalse(document.has("error"), output);
            assertEquals(report.bytes(), document.at("/end/sum_received/bytes").asLong());
            assertEquals(Integer.parseInt(streams), report.streams());
        }
    }

    @Test
    void aStockClientHearsWhatOurSinkDoesNotDo() throws Exception {
        try (Iperf3Sink sink = Iperf3Sink.open(InetAddress.getLoopbackAddress(), 0, null)) {
            String output = StockIperf3.client(sink.port(), "-t", "1", "-R");

            assertTrue(output.contains("error"), output);
        }
    }

    private static TestSummary run(SendSettings settings) throws IperfException {
        return new IperfClient(settings, new KernelTransport(), NOBODY).run();
    }

    private static SendSettings settings(int port) throws IOException {
        return SendSettings.defaults((Inet4Address) InetAddress.getLoopbackAddress(), port);
    }
}
