package org.paceline.cli.manyflows;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.MemoryDevice;
import org.paceline.nic.memory.MemoryPair;
import org.paceline.nic.wire.IpAddress;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.control.FixedRate;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.Departure;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpState;

/**
 * Any number of paced uploads from one stack to peers that keep nothing, in virtual time, each at the same rate and
 * never without data. What the sending stack costs is taken from the wall clock and from the thread's allocation. Not
 * thread-safe.
 */
public final class PacedFlows {
    /** Payload of a segment; small, so that ten thousand buffers stay in memory. */
    public static final int SEGMENT_BYTES = 1_000;

    private static final int PORT = 5_201;
    private static final int BUFFER_SEGMENTS = 32;
    private static final int SEGMENTS_AHEAD = 4;
    private static final int OPENED_TOGETHER = 50;
    private static final double BITS_NS_PER_BYTE_SECOND = 8e9;

    private final int flows;
    private final long bitsPerSecond;
    private final byte[] text = new byte[SEGMENTS_AHEAD * SEGMENT_BYTES];
    private final ManualClock clock = new ManualClock();
    private final MemoryPair link = MemoryDevice.pair(LinkModel.defaults().withDelayNs(100_000), 1, clock::nowNs);
    private final TcpStack sender;
    private final StatelessPeers peers;
    private final ByteBuffer frame = ByteBuffer.allocateDirect(2_048);
    private final List<Upload> uploads = new ArrayList<>();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private boolean measuring;
    private long frames;
    private long senderNs;
    private long senderAllocatedBytes;

    /**
     * What one run measured.
     *
     * @param flows how many there were
     * @param frames that they sent
     * @param nsPerFrame wall-clock time of the sending stack for each: its departure, its share of the wheel, its ACK
     * @param bytesPerFrame allocated by the sending stack for each
     * @param fairness Jain's index of their rates
     * @param worstRateError largest relative distance of a flow's rate from the one asked for
     */
    public record Result(
            int flows, long frames, double nsPerFrame, double bytesPerFrame, double fairness, double worstRateError) {}

    /** @param bitsPerSecond of payload, for each flow */
    public PacedFlows(int flows, long bitsPerSecond) {
        if (flows < 1 || bitsPerSecond < 1) {
            throw new IllegalArgumentException(flows + " flows of " + bitsPerSecond + " b/s are nothing to measure");
        }
        this.flows = flows;
        this.bitsPerSecond = bitsPerSecond;
        sender = stack("10.0.0.1/24", link.a());
        peers = new StatelessPeers(link.b().capabilities().macAddress(), SEGMENT_BYTES);
        clock.advanceTo(1_000_000_000L);
    }

    private TcpStack stack(String address, MemoryDevice device) {
        return new TcpStack(
                StackConfig.of(LocalNetwork.parse(address), 3, 4).withMaxConnections(Math.max(1_024, 2 * flows)),
                device.capabilities().macAddress(),
                device.capabilities().mtuBytes());
    }

    private long gapNs() {
        return Math.max(1, (long) (SEGMENT_BYTES * BITS_NS_PER_BYTE_SECOND / bitsPerSecond));
    }

    /**
     * Opens the flows, lets them settle, and measures.
     *
     * @param settleGaps how many segments of each are not counted
     * @param gaps how many of each are
     */
    public Result run(int settleGaps, int gaps) {
        TcpConfig config = TcpConfig.defaults()
                .withSendBufferBytes(BUFFER_SEGMENTS * SEGMENT_BYTES)
                .withMaximumSegmentBytes(SEGMENT_BYTES)
                .withPacing(new FixedRate(bitsPerSecond));
        for (int flow = 0; flow < flows; flow++) {
            Upload upload = new Upload();
            uploads.add(upload);
            sender.connect(clock.nowNs(), IpAddress.parse("10.0.0.2"), PORT, config, upload);
            if (flow % OPENED_TOGETHER == OPENED_TOGETHER - 1) {
                runTo(clock.nowNs() + Math.max(1, gapNs() * OPENED_TOGETHER / flows));
            }
        }
        runTo(clock.nowNs() + settleGaps * gapNs());
        senderNs = 0;
        senderAllocatedBytes = 0;
        measuring = true;
        runTo(clock.nowNs() + gaps * gapNs());
        measuring = false;
        return result();
    }

    private Result result() {
        double sum = 0;
        double squares = 0;
        double worst = 0;
        for (Upload upload : uploads) {
            double rate = upload.bitsPerSecond();
            sum += rate;
            squares += rate * rate;
            worst = Math.max(worst, Math.abs(rate / bitsPerSecond - 1));
        }
        return new Result(
                flows,
                frames,
                (double) senderNs / frames,
                (double) senderAllocatedBytes / frames,
                sum * sum / (flows * squares),
                worst);
    }

    private void runTo(long endNs) {
        while (clock.nowNs() < endNs) {
            clock.advanceTo(Math.min(endNs, Math.min(senderDeadlineNs(), link.nextArrivalNs())));
            takeAcks();
            transmit();
            answer();
        }
    }

    private long senderDeadlineNs() {
        long startNs = System.nanoTime();
        long deadlineNs = sender.nextDeadlineNs(clock.nowNs());
        senderNs += System.nanoTime() - startNs;
        return deadlineNs;
    }

    private void takeAcks() {
        long nowNs = clock.nowNs();
        for (int bytes = link.a().receive(frame); bytes > 0; bytes = link.a().receive(frame)) {
            long allocatedBytes = threads.getCurrentThreadAllocatedBytes();
            long startNs = System.nanoTime();
            sender.handleFrame(nowNs, link.a().arrivalNs(), frame, bytes);
            senderNs += System.nanoTime() - startNs;
            senderAllocatedBytes += threads.getCurrentThreadAllocatedBytes() - allocatedBytes;
        }
    }

    private void transmit() {
        long nowNs = clock.nowNs();
        for (int bytes = poll(nowNs); bytes > 0; bytes = poll(nowNs)) {
            link.a().send(frame, bytes);
            Association transmitted = sender.transmitted();
            if (transmitted != null) {
                ((Upload) transmitted.user()).departed(nowNs, sender.lastDeparture());
            }
        }
    }

    private int poll(long nowNs) {
        long allocatedBytes = threads.getCurrentThreadAllocatedBytes();
        long startNs = System.nanoTime();
        sender.handleTimeouts(nowNs);
        int bytes = sender.pollTransmit(nowNs, frame);
        senderNs += System.nanoTime() - startNs;
        senderAllocatedBytes += threads.getCurrentThreadAllocatedBytes() - allocatedBytes;
        return bytes;
    }

    private void answer() {
        for (int bytes = link.b().receive(frame); bytes > 0; bytes = link.b().receive(frame)) {
            int answerBytes = peers.answer(frame, bytes);
            if (answerBytes > 0) {
                link.b().send(frame, answerBytes);
            }
        }
    }

    /** One upload that always has something to send, with the times of its first and last departure. */
    private final class Upload implements ConnectionUser {
        private @Nullable Association association;
        private boolean open;
        private long firstNs = -1;
        private long lastNs;
        private long sentBytes;

        @Override
        public void attached(Association attached) {
            association = attached;
        }

        @Override
        public void stateChanged(TcpState from, TcpState to) {
            open = to == TcpState.ESTABLISHED;
        }

        void departed(long nowNs, @Nullable Departure departure) {
            int payloadBytes = departure == null ? 0 : departure.payloadBytes();
            if (measuring && payloadBytes > 0) {
                frames++;
                // the first departure only starts the clock
                sentBytes += firstNs < 0 ? 0 : payloadBytes;
                firstNs = firstNs < 0 ? nowNs : firstNs;
                lastNs = nowNs;
            }
            write(nowNs);
        }

        private void write(long nowNs) {
            Association attached = association;
            if (!open || attached == null) {
                return;
            }
            TcpConnection connection = attached.connection();
            if (connection.unacknowledgedBytes() < text.length) {
                connection.sendBuffer().append(text, 0, text.length);
                connection.handleApplication(nowNs);
                sender.reschedule(nowNs, attached);
            }
        }

        double bitsPerSecond() {
            return sentBytes * BITS_NS_PER_BYTE_SECOND / (lastNs - firstNs);
        }
    }
}
