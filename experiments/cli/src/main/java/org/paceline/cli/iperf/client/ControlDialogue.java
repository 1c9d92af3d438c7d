package org.paceline.cli.iperf.client;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.protocol.ControlChannel;
import org.paceline.cli.iperf.protocol.ControlState;
import org.paceline.cli.iperf.protocol.IperfException;
import org.paceline.cli.iperf.protocol.TestResults;

/**
 * The client's half of the conversation on the control connection: waits for states, and knows those that end a test.
 */
final class ControlDialogue {
    /** How long a wait may leave an interruption unseen. */
    static final long SLICE_NS = 10_000_000;

    /** A server's answers; it gives a stalled client as much itself. */
    static final long ANSWER_NS = 10_000_000_000L;

    private final ControlChannel channel;
    private final BooleanSupplier interrupted;
    private final long answerNs;

    /** @param answerNs how long to wait for each step of the server */
    ControlDialogue(ControlChannel channel, BooleanSupplier interrupted, long answerNs) {
        this.channel = channel;
        this.interrupted = interrupted;
        this.answerNs = answerNs;
    }

    ControlChannel channel() {
        return channel;
    }

    /**
     * Waits for the state that must come next.
     *
     * @param step what the server does to get there, for messages
     */
    void expect(ControlState wanted, String step) throws IOException {
        long deadlineNs = System.nanoTime() + answerNs;
        while (System.nanoTime() - deadlineNs < 0) {
            if (interrupted.getAsBoolean()) {
                channel.send(ControlState.CLIENT_TERMINATE);
                throw new IperfException("interrupted: the client has ended the test");
            }
            ControlState state = poll(SLICE_NS, step);
            if (state == wanted) {
                return;
            }
            if (state != null) {
                throw unexpected(state, step);
            }
        }
        throw new IperfException(
                "the server did not answer within " + answerNs / 1_000_000 + " ms while it should " + step);
    }

    /** Listens while nothing is expected, at most so long; returns when nothing came. */
    void listen(long timeoutNs) throws IOException {
        ControlState state = poll(timeoutNs, "receive");
        if (state != null) {
            throw unexpected(state, "receive");
        }
    }

    /** The server's results, which follow ours. */
    TestResults results() throws IOException {
        return TestResults.of(channel.receiveJson("its results", answerNs));
    }

    private @Nullable ControlState poll(long timeoutNs, String step) throws IOException {
        ControlState state;
        try {
            state = channel.pollState(timeoutNs);
        } catch (IperfException told) {
            throw new IperfException(told.getMessage() + " while the server should " + step, told);
        } catch (IOException broken) {
            throw new IperfException(
                    "lost the control connection while the server should " + step + ": " + broken.getMessage(), broken);
        }
        if (state == ControlState.ACCESS_DENIED) {
            throw new IperfException("the server is busy with another test; try again later");
        }
        if (state == ControlState.SERVER_TERMINATE) {
            throw new IperfException("the server has ended the test");
        }
        if (state == ControlState.SERVER_ERROR) {
            throw channel.receiveFault(answerNs);
        }
        return state;
    }

    private static IperfException unexpected(ControlState state, String step) {
        return new IperfException("the server announced " + state + " while it should " + step);
    }
}
