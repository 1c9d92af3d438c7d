package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.MemoryDevice;
import org.paceline.nic.memory.MemoryPair;
import org.paceline.nic.wire.IpAddress;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.control.FixedRate;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpState;

/** Ten thousand paced flows on one stack, in virtual time: each at its rate, none before another. */
class ManyFlowsTest implements Listener {
    private static final int FLOWS = 10_000;
    private static final int PORT = 5_201;
    private static final long RATE = 200_000;
    private static final int SEGMENT_BYTES = 1_000;
    private static final long GAP_NS = SEGMENT_BYTES * 8 * 1_000_000_000L / RATE;
    private static final int WARM_UP_GAPS = 24;
    private static final int GAPS = 20;

    /** One upload that always has something to send, with the times of its first and last departure. */
    private final class Upload implements ConnectionUser {
        private Association association;
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

        void write(long nowNs) {
            TcpConnection connection = association.connection();
            if (open && connection.unacknowledgedBytes() < 4 * SEGMENT_BYTES) {
                connection.sendBuffer().append(TEXT, 0, TEXT.length);
                connection.handleApplication(nowNs);
                sender.reschedule(nowNs, association);
            }
        }

        void departed(long nowNs, int bytes) {
            // the first departure of the measured time only starts the clock
            sentBytes += firstNs < 0 ? 0 : bytes;
            firstNs = firstNs < 0 ? nowNs : firstNs;
            lastNs = nowNs;
        }

        double bitsPerSecond() {
            return sentBytes * 8e9 / (lastNs - firstNs);
        }
    }

    /** Reads and throws away. */
    private final class Download implements ConnectionUser {
        private Association association;

        @Override
        public void attached(Association attached) {
            association = attached;
        }

        @Override
        public void readable() {
            readable = this;
        }

        void read(long nowNs) {
            while (association.connection().receiveBuffer().take(scratch, 0, scratch.length) > 0) {
                // only the window matters
            }
            association.connection().handleApplication(nowNs);
            receiver.reschedule(nowNs, association);
        }
    }

    private static final byte[] TEXT = new byte[4 * SEGMENT_BYTES];

    private final ManualClock clock = new ManualClock();
    private final MemoryPair link = MemoryDevice.pair(LinkModel.defaults().withDelayNs(100_000), 1, clock::nowNs);
    private final TcpStack sender = stack("10.0.0.1/24", link.a());
    private final TcpStack receiver = stack("10.0.0.2/24", link.b());
    private final ByteBuffer frame = ByteBuffer.allocate(2_048);
    private final byte[] scratch = new byte[4_096];
    private final List<Upload> uploads = new ArrayList<>();
    private Download readable;
    private boolean measuring;
    private long frames;

    private static TcpStack stack(String address, MemoryDevice device) {
        return new TcpStack(
                StackConfig.of(LocalNetwork.parse(address), 3, 4),
                device.capabilities().macAddress(),
                device.capabilities().mtuBytes());
    }

    @Override
    public TcpConfig config() {
        return TcpConfig.defaults().withReceiveBufferBytes(32 * SEGMENT_BYTES);
    }

    @Override
    public ConnectionUser admit() {
        return new Download();
    }

    private void open() {
        clock.advanceTo(1_000_000_000L);
        receiver.listen(PORT, this);
        TcpConfig config = TcpConfig.defaults()
                .withSendBufferBytes(32 * SEGMENT_BYTES)
                .withMaximumSegmentBytes(SEGMENT_BYTES)
                .withPacing(new FixedRate(RATE));
        for (int flow = 0; flow < FLOWS; flow++) {
            Upload upload = new Upload();
            uploads.add(upload);
            sender.connect(clock.nowNs(), IpAddress.parse("10.0.0.2"), PORT, config, upload);
            if (flow % 100 == 99) {
                runTo(clock.nowNs() + GAP_NS / 100);
            }
        }
    }

    private void runTo(long endNs) {
        while (clock.nowNs() < endNs) {
            long nowNs = clock.nowNs();
            long nextNs = Math.min(sender.nextDeadlineNs(nowNs), receiver.nextDeadlineNs(nowNs));
            clock.advanceTo(Math.min(endNs, Math.min(nextNs, link.nextArrivalNs())));
            turn(sender, link.a());
            turn(receiver, link.b());
        }
    }

    private void turn(TcpStack stack, MemoryDevice device) {
        long nowNs = clock.nowNs();
        for (int bytes = device.receive(frame); bytes > 0; bytes = device.receive(frame)) {
            stack.handleFrame(nowNs, device.arrivalNs(), frame, bytes);
            if (readable != null) {
                readable.read(nowNs);
                readable = null;
            }
        }
        stack.handleTimeouts(nowNs);
        for (int bytes = stack.pollTransmit(nowNs, frame); bytes > 0; bytes = stack.pollTransmit(nowNs, frame)) {
            device.send(frame, bytes);
            Association transmitted = stack.transmitted();
            if (stack == sender && transmitted != null) {
                Upload upload = (Upload) transmitted.user();
                int payloadBytes = stack.lastDeparture().payloadBytes();
                if (measuring && payloadBytes > 0) {
                    frames++;
                    upload.departed(nowNs, payloadBytes);
                }
                upload.write(nowNs);
            }
        }
    }

    @Test
    void tenThousandFlowsKeepTheirRatesAndShareEqually() {
        open();
        runTo(clock.nowNs() + WARM_UP_GAPS * GAP_NS);
        measuring = true;
        runTo(clock.nowNs() + GAPS * GAP_NS);

        double sum = 0;
        double squares = 0;
        for (Upload upload : uploads) {
            double rate = upload.bitsPerSecond();
            assertEquals(RATE, rate, RATE / 100.0);
            sum += rate;
            squares += rate * rate;
        }
        double jain = sum * sum / (FLOWS * squares);
        System.out.printf("%d frames of %d flows: Jain %.6f%n", frames, FLOWS, jain);
        assertTrue(frames >= (long) FLOWS * (GAPS - 1), frames + " frames");
        assertTrue(jain >= 0.99, "Jain " + jain);
    }
}
