package org.paceline.probe.sweep;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends the trains of a plan over one TCP connection, a record a segment, and asks for the receiver's time between
 * trains. A train is handed over as a whole, and the connection's pacer holds its segments apart; planned are its
 * start, which is when it was handed over, and the gaps from there. The next one waits until all is acknowledged, so
 * that a loss spoils one train only. Belongs to one thread.
 */
final class SegmentSender {
    private static final int EXCHANGES_BEFORE = 20;

    /** In the pauses between trains, this often a second: enough for one undisturbed answer in each window. */
    private static final long EXCHANGE_EVERY_NS = 100_000_000;

    /** Longer than several timeouts in a row; then the path is cut. */
    private static final long ANSWER_TIMEOUT_NS = 30_000_000_000L;

    private final SegmentLink link;
    private final SweepPlan plan;
    private final int run;
    private final byte[] bytes;
    private final ByteBuffer train;
    private final byte[] reply = new byte[ProbeMessage.MIN_BYTES];
    private final ProbeMessage message = new ProbeMessage();
    private final ClockExchange exchange = new ClockExchange();
    private final DataInputStream in;
    private long lastExchangeNs;
    private int resent;
    private int setAside;

    SegmentSender(SegmentLink link, SweepPlan plan, int run) {
        this.link = link;
        this.plan = plan;
        this.run = run;
        bytes = new byte[plan.trainPackets() * plan.payloadBytes()];
        train = ByteBuffer.wrap(bytes);
        in = new DataInputStream(new BufferedInputStream(new LinkInput(link)));
    }

    /** What the receiver sends. */
    DataInputStream input() {
        return in;
    }

    /** Sends everything; takes as long as the plan says, and longer where acknowledgments are slow. */
    SweepTimes send(List<GapTrain> trains, SweepProgress progress) throws IOException {
        SweepTimes times = new SweepTimes(plan.packets());
        for (int each = 0; each < EXCHANGES_BEFORE; each++) {
            askTheTime();
        }
        long startNs = System.nanoTime();
        long delayedNs = 0;
        for (GapTrain next : trains) {
            if (System.nanoTime() - lastExchangeNs > EXCHANGE_EVERY_NS) {
                askTheTime();
            }
            // what took longer than planned moves the rest of the plan, instead of closing the pauses
            delayedNs = Math.max(delayedNs, System.nanoTime() - startNs - next.startNs());
            sleepUntil(startNs + delayedNs + next.startNs());
            send(next, times);
            progress.sent(next.firstSequence() + next.packets(), plan.packets());
        }
        message.write(train, 0, ProbeMessage.END, run, 0);
        link.write(bytes, plan.payloadBytes());
        return times;
    }

    private static void sleepUntil(long timeNs) {
        long leftNs = timeNs - System.nanoTime();
        while (leftNs > 0) {
            LockSupport.parkNanos(leftNs);
            leftNs = timeNs - System.nanoTime();
        }
    }

    private void send(GapTrain next, SweepTimes times) throws IOException {
        long resentBefore = link.resent();
        link.space(next.gapNs());
        long startNs = System.nanoTime();
        for (int position = 0; position < next.packets(); position++) {
            long plannedNs = startNs + position * next.gapNs();
            int offset = position * plan.payloadBytes();
            message.write(train, offset, ProbeMessage.DATA, run, next.firstSequence() + position)
                    .times(plannedNs, startNs, 0);
        }
        link.write(bytes, next.packets() * plan.payloadBytes());
        awaitAcknowledgments();
        long[] departuresNs = link.departuresNs();
        int resentNow = (int) (link.resent() - resentBefore);
        resent += resentNow;
        if (resentNow > 0 || departuresNs.length != next.packets()) {
            setAside += next.packets();
            return;
        }
        for (int position = 0; position < next.packets(); position++) {
            times.sent(next.firstSequence() + position, startNs + position * next.gapNs(), departuresNs[position]);
        }
    }

    private void awaitAcknowledgments() throws IOException {
        if (!link.drain(ANSWER_TIMEOUT_NS)) {
            throw new SocketTimeoutException("nothing was acknowledged for 30 s");
        }
    }

    private void askTheTime() throws IOException {
        link.space(0);
        lastExchangeNs = System.nanoTime();
        message.write(train, 0, ProbeMessage.TIME_REQUEST, run, 0).times(lastExchangeNs, 0, 0);
        link.write(bytes, plan.payloadBytes());
        in.readFully(reply);
        long answeredNs = System.nanoTime();
        if (!message.wrap(ByteBuffer.wrap(reply), 0, reply.length) || message.kind() != ProbeMessage.TIME_REPLY) {
            throw new IOException("the answer to a question for the time is none");
        }
        exchange.add(message.firstNs(), message.secondNs(), message.thirdNs(), answeredNs);
        awaitAcknowledgments();
    }

    /** What the exchange told; {@link ClockExchange#estimate}. */
    ClockOffset clockOffset() {
        return exchange.estimate();
    }

    /** Segments that were sent again during trains. */
    int resent() {
        return resent;
    }

    /** Packets of the trains during which that happened, or that did not leave as a segment each. */
    int setAside() {
        return setAside;
    }

    /** The link as a stream, whose reads wait as long as a sweep waits for anything. */
    private static final class LinkInput extends InputStream {
        private final SegmentLink link;
        private final byte[] single = new byte[1];

        LinkInput(SegmentLink link) {
            this.link = link;
        }

        @Override
        public int read() throws IOException {
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int lengthBytes) throws IOException {
            int taken = link.read(target, offset, lengthBytes, ANSWER_TIMEOUT_NS);
            if (taken == 0 && lengthBytes > 0) {
                throw new SocketTimeoutException("nothing came for 30 s");
            }
            return taken;
        }
    }
}
