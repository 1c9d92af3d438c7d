package org.paceline.probe.sweep;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.paceline.nic.linux.ThreadScheduling;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.WakeSource;

/**
 * Sends the trains of a plan over UDP, each packet with its planned and its written time, and asks for the receiver's
 * time between trains. Belongs to one thread.
 */
public final class SweepSender implements AutoCloseable {
    private static final int EXCHANGES_BEFORE = 20;
    /** Fits into the pause between trains; a later answer would be too wide to count. */
    private static final long EXCHANGE_PATIENCE_NS = 1_500_000;

    /** In the pauses between trains, this often a second: enough for one undisturbed answer in each window. */
    private static final long EXCHANGE_EVERY_NS = 100_000_000;

    private final DatagramChannel channel;
    private final SweepPlan plan;
    private final int run;
    private final ByteBuffer outgoing;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(ProbeMessage.MIN_BYTES);
    private final ProbeMessage message = new ProbeMessage();
    private final ProbeMessage answer = new ProbeMessage();
    private final ClockExchange exchange = new ClockExchange();
    private final DeadlineWaiter waiter;
    private long lastExchangeNs;

    private SweepSender(DatagramChannel channel, SweepPlan plan, DeadlineWaiter waiter, int run) {
        this.channel = channel;
        this.plan = plan;
        this.waiter = waiter;
        this.run = run;
        outgoing = ByteBuffer.allocateDirect(plan.payloadBytes());
    }

    /** Opens a socket towards a receiver. */
    static SweepSender open(InetSocketAddress receiver, SweepPlan plan, DeadlineWaiter waiter, int run)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 20);
            channel.connect(receiver);
            channel.configureBlocking(false);
            return new SweepSender(channel, plan, waiter, run);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Sends everything; takes as long as the plan says. */
    SweepTimes send(List<GapTrain> trains, SweepProgress progress) throws IOException {
        ThreadScheduling.timerSlack(1);
        SweepTimes times = new SweepTimes(plan.packets());
        for (int each = 0; each < EXCHANGES_BEFORE; each++) {
            askTheTime();
        }
        long startNs = System.nanoTime() + EXCHANGE_PATIENCE_NS;
        long delayedNs = 0;
        for (GapTrain train : trains) {
            // a host that fell behind moves the rest of the plan, instead of closing the pauses
            delayedNs = Math.max(delayedNs, System.nanoTime() - startNs - train.startNs());
            send(train, startNs + delayedNs, times);
            takeAnswers();
            if (System.nanoTime() - lastExchangeNs > EXCHANGE_EVERY_NS) {
                askTheTime();
            }
            progress.sent(train.firstSequence() + train.packets(), plan.packets());
        }
        waiter.waitUntil(System.nanoTime() + EXCHANGE_EVERY_NS, WakeSource.SLEEP);
        takeAnswers();
        return times;
    }

    private void send(GapTrain train, long startNs, SweepTimes times) throws IOException {
        for (int position = 0; position < train.packets(); position++) {
            int sequence = train.firstSequence() + position;
            long plannedNs = startNs + train.plannedNs(position);
            message.write(outgoing, 0, ProbeMessage.DATA, run, sequence);
            waiter.waitUntil(plannedNs, WakeSource.SLEEP);
            long writtenNs = System.nanoTime();
            message.times(plannedNs, writtenNs, 0);
            if (write(plan.payloadBytes())) {
                times.sent(sequence, plannedNs, writtenNs);
            }
        }
    }

    /** Asks, and looks for the answer without a pause, so that our own sleep is not part of the round trip. */
    private void askTheTime() throws IOException {
        lastExchangeNs = System.nanoTime();
        message.write(outgoing, 0, ProbeMessage.TIME_REQUEST, run, 0).times(lastExchangeNs, 0, 0);
        write(ProbeMessage.MIN_BYTES);
        while (System.nanoTime() - lastExchangeNs < EXCHANGE_PATIENCE_NS) {
            takeAnswers();
        }
    }

    /** False when the socket's buffer was full: the packet is left out, and seen as not sent. */
    private boolean write(int bytes) throws IOException {
        return channel.write(outgoing.clear().limit(bytes)) == bytes;
    }

    private void takeAnswers() throws IOException {
        while (channel.read(incoming.clear()) > 0) {
            long answeredNs = System.nanoTime();
            if (answer.wrap(incoming, 0, incoming.position())
                    && answer.kind() == ProbeMessage.TIME_REPLY
                    && answer.run() == run) {
                exchange.add(answer.firstNs(), answer.secondNs(), answer.thirdNs(), answeredNs);
            }
        }
    }

    /** What the exchange told; {@link ClockExchange#estimate}. */
    ClockOffset clockOffset() {
        return exchange.estimate();
    }

    /** The address and port that we send from. */
    InetSocketAddress local() throws IOException {
        if (channel.getLocalAddress() instanceof InetSocketAddress address) {
            return address;
        }
        throw new SocketException("a UDP socket without an address");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
