package org.paceline.cli.iperf.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.protocol.ControlChannel;
import org.paceline.cli.iperf.protocol.ControlState;
import org.paceline.cli.iperf.protocol.Cookie;
import org.paceline.cli.iperf.protocol.CpuShare;
import org.paceline.cli.iperf.protocol.IperfException;
import org.paceline.cli.iperf.protocol.ServerFault;
import org.paceline.cli.iperf.protocol.StreamId;
import org.paceline.cli.iperf.protocol.TestParameters;
import org.paceline.cli.iperf.protocol.TestResults;
import org.paceline.cli.iperf.transport.Stream;

/** One client's test from the server's side. Belongs to one thread; data connections are handed to it by another. */
final class SinkSession {
    /** As long as iperf3 gives a client for the next step. */
    private static final long ANSWER_NS = 10_000_000_000L;

    /** As long as iperf3 waits for data (its default of --rcv-timeout). */
    private static final long SILENCE_NS = 120_000_000_000L;

    private static final long SLICE_NS = 50_000_000;
    private static final double NS_PER_SECOND = 1e9;

    private final Stream connection;
    private final ControlChannel control;
    private final Cookie cookie;
    private final @Nullable Path file;
    private final BlockingQueue<Stream> arrivals = new LinkedBlockingQueue<>(TestParameters.MAX_PARALLEL);
    private final List<SinkStream> streams = new ArrayList<>();
    private volatile boolean creating;
    private double seconds;

    SinkSession(Stream connection, Cookie cookie, @Nullable Path file) {
        this.connection = connection;
        this.control = new ControlChannel(connection);
        this.cookie = cookie;
        this.file = file;
    }

    /** Takes a connection that showed {@code shown}; false when this test does not wait for it. */
    boolean offer(Cookie shown, Stream stream) {
        return creating && shown.equals(cookie) && arrivals.offer(stream);
    }

    /** Ends the test from outside: the client loses its control connection. */
    void abort() {
        connection.abort();
    }

    SinkReport run() throws InterruptedException {
        @Nullable String failure = null;
        try (OutputStream output = file == null ? OutputStream.nullOutputStream() : Files.newOutputStream(file)) {
            failure = converse(file == null ? null : output);
        } catch (IOException failed) {
            failure = String.valueOf(failed.getMessage());
        } finally {
            close();
        }
        return new SinkReport(
                streams.size(),
                streams.stream().mapToLong(SinkStream::countedBytes).sum(),
                seconds,
                failure);
    }

    private @Nullable String converse(@Nullable OutputStream output) throws IOException, InterruptedException {
        control.send(ControlState.PARAM_EXCHANGE);
        TestParameters parameters;
        try {
            parameters = TestParameters.of(control.receiveJson("the parameters", ANSWER_NS));
        } catch (IperfException notUnderstood) {
            control.sendError(ServerFault.PARAMETERS, 0);
            throw notUnderstood;
        }
        creating = true;
        control.send(ControlState.CREATE_STREAMS);
        for (int index = 0; index < parameters.parallel(); index++) {
            Stream stream = arrivals.poll(ANSWER_NS, TimeUnit.NANOSECONDS);
            if (stream == null) {
                throw new IperfException(
                        "the client opened " + index + " of its " + parameters.parallel() + " streams");
            }
            streams.add(new SinkStream(StreamId.of(index), stream, parameters.blockBytes(), output));
        }
        creating = false;
        control.send(ControlState.TEST_START);
        control.send(ControlState.TEST_RUNNING);
        streams.forEach(SinkStream::start);
        if (!receive(parameters)) {
            return "the client ended the test early";
        }
        control.send(ControlState.EXCHANGE_RESULTS);
        TestResults.of(control.receiveJson("its results", ANSWER_NS));
        control.send(results().toJson());
        control.send(ControlState.DISPLAY_RESULTS);
        control.pollState(ANSWER_NS);
        return null;
    }

    /** Counts until the client ends the test; false when it gave up. */
    private boolean receive(TestParameters parameters) throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        boolean omitting = parameters.omitSeconds() > 0;
        long omitNs = TimeUnit.SECONDS.toNanos(parameters.omitSeconds());
        long heardNs = startNs;
        long heardBytes = 0;
        ControlState state = null;
        while (state == null) {
            state = control.pollState(SLICE_NS);
            long nowNs = System.nanoTime();
            if (omitting && nowNs - startNs >= omitNs) {
                omitting = false;
                startNs = nowNs;
                streams.forEach(SinkStream::omit);
            }
            long bytes = streams.stream().mapToLong(SinkStream::countedBytes).sum();
            if (bytes != heardBytes) {
                heardBytes = bytes;
                heardNs = nowNs;
            } else if (nowNs - heardNs > SILENCE_NS) {
                control.sendError(ServerFault.NO_DATA, 0);
                throw new IperfException("no data came for 120 s");
            }
        }
        seconds = (System.nanoTime() - startNs) / NS_PER_SECOND;
        close();
        return state == ControlState.TEST_END;
    }

    private TestResults results() throws IperfException {
        for (SinkStream stream : streams) {
            if (stream.failure() != null) {
                throw new IperfException("lost a data connection", stream.failure());
            }
        }
        return new TestResults(
                CpuShare.NONE,
                -1,
                null,
                streams.stream().map(stream -> stream.result(seconds)).toList());
    }

    private void close() throws InterruptedException {
        creating = false;
        for (SinkStream stream : streams) {
            stream.stop();
        }
        for (Stream unclaimed = arrivals.poll(); unclaimed != null; unclaimed = arrivals.poll()) {
            unclaimed.close();
        }
    }
}
