package org.paceline.cli.iperf.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.paceline.cli.iperf.protocol.ControlState;
import org.paceline.cli.iperf.protocol.Cookie;
import org.paceline.cli.iperf.protocol.IperfException;
import org.paceline.cli.iperf.protocol.StreamId;
import org.paceline.cli.iperf.transport.Stream;
import org.paceline.cli.iperf.transport.Transport;

/** The data connections of a test and their senders. Belongs to the thread that runs the test. */
final class DataStreams implements AutoCloseable {
    /** How long one look at a sender or a connection may take while the control connection waits for its turn. */
    private static final long SLICE_MS = 20;

    private final List<DataSender> senders = new ArrayList<>();
    private final ByteBudget budget = new ByteBudget();

    /** Opens them in the order of their numbers, each with the cookie as its first bytes. */
    void open(SendSettings settings, Transport transport, Cookie cookie) throws IOException {
        for (int index = 0; index < settings.parallel(); index++) {
            Stream stream = Connecting.to(settings, transport, settings.options());
            BlockSource source = settings.file() == null ? new RandomSource() : FileSource.open(settings.file());
            senders.add(new DataSender(StreamId.of(index), stream, source, budget, settings.blockBytes()));
            stream.write(cookie.wire(), 0, Cookie.WIRE_BYTES);
        }
    }

    /**
     * Waits until the server has taken them all; one that it refuses it answers with a byte, and then nothing follows.
     */
    void awaitTaken(ControlDialogue control) throws IOException {
        try {
            control.expect(ControlState.TEST_START, "take the data connections");
        } catch (IperfException failed) {
            byte[] answer = new byte[1];
            for (DataSender sender : senders) {
                if (sender.stream().read(answer, 0, 1, 0) > 0 && answer[0] == ControlState.ACCESS_DENIED.code()) {
                    throw new IperfException(
                            "the server refused data connection " + sender.id()
                                    + ": it runs another test; try again later",
                            failed);
                }
            }
            throw failed;
        }
    }

    List<DataSender> senders() {
        return senders;
    }

    List<ConnectedStream> connected() {
        return senders.stream()
                .map(sender -> new ConnectedStream(
                        sender.id(), sender.stream().local(), sender.stream().remote()))
                .toList();
    }

    /** The first one, which stands for all where iperf3 shows only one. */
    Stream first() {
        return senders.get(0).stream();
    }

    void start() {
        senders.forEach(DataSender::start);
    }

    /** From here on the streams send so many bytes between them, or any number for 0. */
    void budget(long totalBytes) {
        budget.reset(totalBytes);
    }

    boolean finished() {
        return senders.stream().allMatch(DataSender::finished);
    }

    void stop() {
        senders.forEach(DataSender::stop);
    }

    /** Fails when one of them has. */
    void check(ControlDialogue control) throws IOException {
        for (DataSender sender : senders) {
            IOException failure = sender.failure();
            if (failure instanceof IperfException told) {
                throw told;
            }
            if (failure != null) {
                // the server may have said why before it closed the stream
                control.listen(ControlDialogue.SLICE_NS);
                throw new IperfException(
                        "lost the data connection of stream " + sender.id() + ": " + failure.getMessage(), failure);
            }
        }
    }

    /** One step towards everything being written and acknowledged; true when it is. */
    boolean drained() throws IOException {
        for (DataSender sender : senders) {
            try {
                if (!sender.awaitStopped(SLICE_MS) || !sender.stream().drain(SLICE_MS * 1_000_000)) {
                    return false;
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw new IperfException("interrupted: the client has ended the test", ended);
            } catch (IOException broken) {
                throw new IperfException(
                        "lost the data connection of stream " + sender.id() + ": " + broken.getMessage(), broken);
            }
        }
        return true;
    }

    long longestRttNs() {
        return senders.stream()
                        .mapToLong(sender -> sender.stream().info().rttUs())
                        .max()
                        .orElse(0)
                * 1_000;
    }

    void abort() {
        senders.forEach(sender -> sender.stream().abort());
    }

    @Override
    public void close() {
        senders.forEach(sender -> sender.stream().close());
    }
}
