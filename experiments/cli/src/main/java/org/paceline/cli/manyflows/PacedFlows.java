package org.paceline.cli.manyflows;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpAddress;
import org.paceline.pacer.clock.NanoClock;
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
 * Any number of paced uploads from one stack to peers that keep nothing, each at the same rate and never without data.
 * What the sending side costs is taken from the wall clock and from the thread's allocation. Not thread-safe.
 */
public final class PacedFlows {
    /** Payload of a segment; small, so that ten thousand buffers stay in memory. */
    public static final int SEGMENT_BYTES = 1_000;

    private static final int PORT = 5_201;
    private static final int BUFFER_SEGMENTS = 32;
    private static final int SEGMENTS_AHEAD = 16;
    private static final double BITS_NS_PER_BYTE_SECOND = 8e9;

    private final int flows;
    private final long bitsPerSecond;
    private final byte[] text = new byte[SEGMENTS_AHEAD * SEGMENT_BYTES];
    private final FlowsPath path;
    private final NanoClock clock;
    private final TcpStack sender;
    private final ByteBuffer frame;
    private final List<Upload> uploads = new ArrayList<>();
    private final Deque<Upload> emptied = new ArrayDeque<>();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private boolean measuring;
    private long frames;
    private long stackNs;
    private long stackAllocatedBytes;

    /**
     * What one run measured.
     *
     * @param flows how many there were
     * @param frames that they sent
     * @param stackNsPerFrame wall-clock time of the sending stack for each: its departure, its share of the wheel, its
     *     ACK
     * @param deviceNsPerFrame the same below the stack, for handing it over and for fetching its ACK; 0 in memory
     * @param bytesPerFrame allocated by the sending stack for each
     * @param fairness Jain's index of their rates
     * @param worstRateError largest relative distance of a flow's rate from the one asked for
     */
    public record Result(
            int flows,
            long frames,
            double stackNsPerFrame,
            double deviceNsPerFrame,
            double bytesPerFrame,
            double fairness,
            double worstRateError) {
        double nsPerFrame() {
            return stackNsPerFrame + deviceNsPerFrame;
        }
    }

    /** In virtual time, so that only the stack counts. */
    public static PacedFlows inMemory(int flows, long bitsPerSecond) {
        return new PacedFlows(new VirtualPath(), flows, bitsPerSecond);
    }

    /** @param bitsPerSecond of payload, for each flow */
    PacedFlows(FlowsPath path, int flows, long bitsPerSecond) {
        if (flows < 1 || bitsPerSecond < 1) {
            throw new IllegalArgumentException(flows + " flows of " + bitsPerSecond + " b/s are nothing to measure");
        }
        this.flows = flows;
        this.bitsPerSecond = bitsPerSecond;
        this.path = path;
        clock = path.clock();
        frame = ByteBuffer.allocateDirect(path.capabilities().maxFrameBytes());
        sender = new TcpStack(
                StackConfig.of(LocalNetwork.parse("10.0.0.1/24"), 3, 4).withMaxConnections(Math.max(1_024, 2 * flows)),
                path.capabilities().macAddress(),
                path.capabilities().mtuBytes());
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
            // so that few flows depart as evenly together as many do
            runTo(clock.nowNs() + Math.max(1, gapNs() / flows));
        }
        runTo(clock.nowNs() + settleGaps * gapNs());
        stackNs = 0;
        stackAllocatedBytes = 0;
        long deviceNs = path.deviceNs();
        measuring = true;
        runTo(clock.nowNs() + gaps * gapNs());
        measuring = false;
        return result(path.deviceNs() - deviceNs);
    }

    private Result result(long deviceNs) {
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
                (double) stackNs / frames,
                (double) deviceNs / frames,
                (double) stackAllocatedBytes / frames,
                sum * sum / (flows * squares),
                worst);
    }

    private void runTo(long endNs) {
        while (clock.nowNs() < endNs) {
            takeAcks(path.await(Math.min(endNs, senderDeadlineNs()), frame));
            refill();
            transmit();
        }
    }

    private long senderDeadlineNs() {
        long startNs = System.nanoTime();
        long deadlineNs = sender.nextDeadlineNs(clock.nowNs());
        stackNs += System.nanoTime() - startNs;
        return deadlineNs;
    }

    private void takeAcks(int firstBytes) {
        long nowNs = clock.nowNs();
        for (int bytes = firstBytes; bytes > 0; bytes = path.receive(frame)) {
            long allocatedBytes = threads.getCurrentThreadAllocatedBytes();
            long startNs = System.nanoTime();
            sender.handleFrame(nowNs, path.arrivalNs(), frame, bytes);
            stackNs += System.nanoTime() - startNs;
            stackAllocatedBytes += threads.getCurrentThreadAllocatedBytes() - allocatedBytes;
        }
    }

    /** Whose text had run out, since its acknowledgments came late. */
    private void refill() {
        for (Upload upload = emptied.poll(); upload != null; upload = emptied.poll()) {
            upload.write(clock.nowNs());
        }
    }

    private void transmit() {
        long nowNs = clock.nowNs();
        for (int bytes = poll(nowNs); bytes > 0; bytes = poll(nowNs)) {
            path.send(frame, bytes);
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
        stackNs += System.nanoTime() - startNs;
        stackAllocatedBytes += threads.getCurrentThreadAllocatedBytes() - allocatedBytes;
        return bytes;
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

        @Override
        public void writable() {
            Association attached = association;
            if (attached != null && attached.connection().unacknowledgedBytes() == 0) {
                emptied.add(this);
            }
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
            return lastNs == firstNs ? 0 : sentBytes * BITS_NS_PER_BYTE_SECOND / (lastNs - firstNs);
        }
    }
}
