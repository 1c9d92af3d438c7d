package org.paceline.cli.iperf.sink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.cli.iperf.client.IntervalReport;
import org.paceline.cli.iperf.client.IperfClient;
import org.paceline.cli.iperf.client.SendSettings;
import org.paceline.cli.iperf.client.TestListener;
import org.paceline.cli.iperf.client.TestSummary;
import org.paceline.cli.iperf.protocol.IperfException;
import org.paceline.cli.iperf.protocol.Told;
import org.paceline.cli.iperf.transport.KernelTransport;

/** Our client and our sink talk to each other over kernel sockets. */
@Timeout(60)
class LoopbackTest {
    private static final TestListener NOBODY = new TestListener() {};
    private static final long SOON_NS = 5_000_000_000L;

    @TempDir
    private Path directory;

    private Path received;
    private Iperf3Sink sink;

    @BeforeEach
    void listen() throws IOException {
        received = directory.resolve("received");
        sink = Iperf3Sink.open(InetAddress.getLoopbackAddress(), 0, received);
    }

    @AfterEach
    void close() {
        sink.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 128})
    void everyByteOfEveryStreamIsCountedAtBothEnds(int streams) throws Exception {
        SendSettings settings = settings().withParallel(streams).withTotalBytes(20_000_001);

        TestSummary summary = new IperfClient(settings, new KernelTransport(), NOBODY).run();

        assertEquals(20_000_001, summary.sentBytes());
        assertEquals(20_000_001, summary.receivedBytes());
        assertEquals(streams, summary.streams().size());
        SinkReport report = sink.awaitReport(SOON_NS);
        assertNotNull(report);
        assertNull(report.failure());
        assertEquals(20_000_001, report.bytes());
    }

    @Test
    void aFileArrivesAsItWas() throws Exception {
        byte[] contents = new byte[5_000_003];
        new SplittableRandom(4).nextBytes(contents);
        Path file = Files.write(directory.resolve("sent"), contents);

        TestSummary summary = new IperfClient(settings().withFile(file), new KernelTransport(), NOBODY).run();
        sink.awaitReport(SOON_NS);

        assertEquals(contents.length, summary.receivedBytes());
        assertArrayEquals(contents, Files.readAllBytes(received));
    }

    @Test
    void intervalsAddUpToTheWhole() throws Exception {
        List<IntervalReport> intervals = new ArrayList<>();
        TestListener collecting = new TestListener() {
            @Override
            public void onInterval(IntervalReport interval) {
                intervals.add(interval);
            }
        };
        SendSettings settings = settings().withDurationSeconds(1).withIntervalSeconds(0.2);

        TestSummary summary = new IperfClient(settings, new KernelTransport(), collecting).run();

        assertEquals(
                summary.sentBytes(),
                intervals.stream().mapToLong(IntervalReport::bytes).sum());
        assertEquals(
                summary.seconds(),
                intervals.stream().mapToDouble(IntervalReport::seconds).sum(),
                1e-6);
        assertEquals(0, intervals.get(0).startSeconds());
        assertTrue(summary.seconds() >= 1);
    }

    @Test
    void omittedTimeIsReportedAndNotCounted() throws Exception {
        List<IntervalReport> omitted = new ArrayList<>();
        List<IntervalReport> counted = new ArrayList<>();
        TestListener collecting = new TestListener() {
            @Override
            public void onInterval(IntervalReport interval) {
                (interval.omitted() ? omitted : counted).add(interval);
            }
        };
        SendSettings settings = settings().withOmitSeconds(1).withDurationSeconds(1);

        TestSummary summary = new IperfClient(settings, new KernelTransport(), collecting).run();
        SinkReport report = sink.awaitReport(SOON_NS);

        assertTrue(omitted.stream().mapToLong(IntervalReport::bytes).sum() > 0);
        assertEquals(
                summary.sentBytes(),
                counted.stream().mapToLong(IntervalReport::bytes).sum());
        assertEquals(0, counted.get(0).startSeconds());
        assertNotNull(report);
        assertEquals(report.bytes(), summary.receivedBytes());
    }

    @Test
    void aSecondClientHearsThatTheServerIsBusyAndTheFirstGoesOn() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        TestListener telling = new TestListener() {
            @Override
            public void onCounted() {
                running.countDown();
            }
        };
        IperfClient first = new IperfClient(settings().withDurationSeconds(60), new KernelTransport(), telling);
        List<TestSummary> ended = new ArrayList<>();
        Thread thread = new Thread(() -> {
            try {
                ended.add(first.run());
            } catch (IperfException failed) {
                throw new IllegalStateException(failed);
            }
        });
        thread.start();
        running.await();

        IperfClient second = new IperfClient(settings(), new KernelTransport(), NOBODY);
        String message = Told.by(second::run);
        first.interrupt();
        thread.join();

        assertTrue(message.contains("busy"), message);
        assertTrue(ended.get(0).interrupted());
        SinkReport report = sink.awaitReport(SOON_NS);
        assertNotNull(report);
        assertEquals("the client ended the test early", report.failure());
    }

    @Test
    void oneTestFollowsAnother() throws Exception {
        for (int test = 0; test < 5; test++) {
            TestSummary summary =
                    new IperfClient(settings().withTotalBytes(100_000), new KernelTransport(), NOBODY).run();

            assertEquals(100_000, summary.receivedBytes());
        }
    }

    private SendSettings settings() throws IOException {
        return SendSettings.defaults((Inet4Address) InetAddress.getLoopbackAddress(), sink.port());
    }
}
