package org.paceline.cli.iperf.client;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.paceline.cli.iperf.protocol.ControlChannel;
import org.paceline.cli.iperf.protocol.ControlState;
import org.paceline.cli.iperf.protocol.Cookie;
import org.paceline.cli.iperf.protocol.CpuShare;
import org.paceline.cli.iperf.protocol.IperfException;
import org.paceline.cli.iperf.protocol.StreamResult;
import org.paceline.cli.iperf.protocol.TestResults;
import org.paceline.cli.iperf.transport.Stream;
import org.paceline.cli.iperf.transport.StreamOptions;
import org.paceline.cli.iperf.transport.Transport;

/**
 * An upload to an iperf3 server, from its cookie to its results. {@link #run} belongs to one thread and is called once;
 * {@link #interrupt} may be called from any.
 */
public final class IperfClient {
    /**
     * The server counts what it has read before it hears of the end, so what is acknowledged needs a moment to be read.
     * With 200 ms a server on a busy machine was seen to count every byte.
     */
    private static final long READ_GRACE_NS = 200_000_000;

    /** How long the server may take to close after we are done; nothing depends on it. */
    private static final long FAREWELL_NS = 1_000_000_000L;

    private final SendSettings settings;
    private final Transport transport;
    private final TestListener listener;
    private final long answerNs;
    private volatile boolean interrupted;

    public IperfClient(SendSettings settings, Transport transport, TestListener listener) {
        this(settings, transport, listener, ControlDialogue.ANSWER_NS);
    }

    IperfClient(SendSettings settings, Transport transport, TestListener listener, long answerNs) {
        this.settings = settings;
        this.transport = transport;
        this.listener = listener;
        this.answerNs = answerNs;
    }

    /** Ends the test soon: the server is told, and {@code run} returns what was sent until then. */
    public void interrupt() {
        interrupted = true;
    }

    /**
     * Runs the test.
     *
     * @throws IperfException when it could not be run to its end, with the line to show
     */
    public TestSummary run() throws IperfException {
        listener.onConnecting(settings);
        try (DataStreams streams = new DataStreams()) {
            long fileBytes = settings.file() == null ? 0 : FileSource.lengthBytes(settings.file());
            try (Stream control = Connecting.to(settings, transport, StreamOptions.control())) {
                return run(control, streams, fileBytes);
            } catch (IOException | RuntimeException failed) {
                streams.abort();
                throw failed;
            }
        } catch (IperfException told) {
            throw told;
        } catch (IOException failed) {
            throw new IperfException(
                    "lost the connection to " + settings.hostName() + ": " + failed.getMessage(), failed);
        }
    }

    private TestSummary run(Stream connection, DataStreams streams, long fileBytes) throws IOException {
        ControlDialogue control = new ControlDialogue(new ControlChannel(connection), () -> interrupted, answerNs);
        Cookie cookie = Cookie.random(new SecureRandom());
        control.channel().send(cookie);
        control.expect(ControlState.PARAM_EXCHANGE, "take the test");
        control.channel().send(settings.parameters(fileBytes).toJson());
        control.expect(ControlState.CREATE_STREAMS, "read the parameters");
        streams.open(settings, transport, cookie);
        listener.onConnected(start(cookie, streams));
        streams.awaitTaken(control);
        control.expect(ControlState.TEST_RUNNING, "start the test");

        ProcessCpu cpuAtStart = ProcessCpu.now();
        TestCourse course = new TestCourse(settings, control, streams, listener, () -> interrupted);
        boolean drained = course.run();
        CpuShare cpu = ProcessCpu.now().since(cpuAtStart, course.reportedSeconds());
        TestSummary sent = new TestSummary(
                course.reportedSeconds(),
                drained,
                interrupted,
                course.summaries(),
                cpu,
                null,
                streams.first().congestion(),
                null);
        if (interrupted) {
            control.channel().send(ControlState.CLIENT_TERMINATE);
            streams.abort();
            return sent;
        }
        control.listen(Math.max(READ_GRACE_NS, 2 * streams.longestRttNs()));
        return exchange(connection, control, sent);
    }

    private TestStart start(Cookie cookie, DataStreams streams) {
        Stream first = streams.first();
        return new TestStart(
                Instant.now(),
                cookie.text(),
                streams.connected(),
                first.maximumSegmentBytes(),
                first.sendBufferBytes(),
                first.receiveBufferBytes());
    }

    /**
     * Ends the test with the server; the data connections stay open, since it would read an early end over and over.
     */
    private TestSummary exchange(Stream connection, ControlDialogue control, TestSummary sent) throws IOException {
        control.channel().send(ControlState.TEST_END);
        control.expect(ControlState.EXCHANGE_RESULTS, "end the test");
        control.channel().send(ours(sent).toJson());
        TestResults theirs = control.results();
        control.expect(ControlState.DISPLAY_RESULTS, "read our results");
        control.channel().send(ControlState.IPERF_DONE);
        connection.shutdownOutput();
        connection.read(new byte[1], 0, 1, FAREWELL_NS);
        return merged(sent, theirs);
    }

    private static TestResults ours(TestSummary sent) {
        List<StreamResult> streams = sent.streams().stream()
                .map(stream ->
                        new StreamResult(stream.id(), stream.sentBytes(), stream.retransmits(), 0, sent.seconds()))
                .toList();
        return new TestResults(sent.cpu(), sent.retransmits() < 0 ? 0 : 1, sent.congestion(), streams);
    }

    private static TestSummary merged(TestSummary sent, TestResults theirs) throws IperfException {
        List<StreamSummary> streams = new ArrayList<>();
        for (StreamSummary stream : sent.streams()) {
            StreamResult result = theirs.streams().stream()
                    .filter(candidate -> candidate.id() == stream.id())
                    .findFirst()
                    .orElseThrow(() -> new IperfException("the server's results lack stream " + stream.id()));
            streams.add(stream.received(result.bytes(), receiverSeconds(result, sent)));
        }
        return new TestSummary(
                sent.seconds(),
                sent.drained(),
                false,
                streams,
                sent.cpu(),
                theirs.cpu(),
                sent.congestion(),
                theirs.congestion());
    }

    /**
     * The server's clock runs until it hears of the end, but all that it received was there when we had every
     * acknowledgment.
     */
    private static double receiverSeconds(StreamResult result, TestSummary sent) {
        double told = result.endSeconds() - result.startSeconds();
        return told <= 0 || sent.drained() ? Math.min(sent.seconds(), told <= 0 ? sent.seconds() : told) : told;
    }
}
