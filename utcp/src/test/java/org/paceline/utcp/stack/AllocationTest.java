package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.MemoryDevice;
import org.paceline.nic.memory.MemoryPair;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.control.PacingPreset;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpConnection;

/** Two stacks over the memory link, one sending as fast as it may: in steady state no segment allocates. */
class AllocationTest {
    private static final int WARM_UP_FRAMES = 100_000;
    private static final int FRAMES = 200_000;

    private final ManualClock clock = new ManualClock();
    private MemoryPair link;
    private TcpStack sender;
    private TcpStack receiver;
    private RecordedUser sending;
    private RecordedListener listener;
    private final ByteBuffer frame = ByteBuffer.allocate(2_048);
    private final byte[] text = new byte[16_384];
    private long frames;

    /** Keeps the one user that it admits. */
    private static final class RecordedListener implements Listener {
        private final RecordedUser user;

        RecordedListener(TcpConfig config) {
            user = new RecordedUser(config);
        }

        @Override
        public TcpConfig config() {
            return user.config();
        }

        @Override
        public ConnectionUser admit() {
            return user;
        }
    }

    private void connect(Family family) {
        LinkModel model = LinkModel.defaults()
                .withRateBitsPerSecond(100_000_000)
                .withDelayNs(1_000_000)
                .withQueuePackets(50)
                .withLoss(0.000_1);
        link = MemoryDevice.pair(model, 3, clock::nowNs);
        clock.advanceTo(1_000_000_000);
        sender = stack(family.network(), link.a());
        receiver = stack(family.peerNetwork(), link.b());
        TcpConfig config = TcpConfig.defaults().withPacing(PacingPreset.HALF_RTT.policy());
        sending = new RecordedUser(config);
        listener = new RecordedListener(config);
        receiver.listen(StackScript.PORT, listener);
        sender.connect(clock.nowNs(), family.peer, StackScript.PORT, config, sending);
    }

    private static TcpStack stack(LocalNetwork network, MemoryDevice device) {
        return new TcpStack(
                StackConfig.of(network, 5, 6),
                device.capabilities().macAddress(),
                device.capabilities().mtuBytes());
    }

    @ParameterizedTest
    @EnumSource
    void aSegmentAllocatesNothing(Family family) {
        connect(family);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        runTo(WARM_UP_FRAMES);
        long beforeBytes = threads.getThreadAllocatedBytes(thread);
        long beforeFrames = frames;

        runTo(WARM_UP_FRAMES + FRAMES);

        long allocatedBytes = threads.getThreadAllocatedBytes(thread) - beforeBytes;
        long counted = frames - beforeFrames;
        assertTrue(allocatedBytes < counted, allocatedBytes + " bytes for " + counted + " frames");
        assertTrue(sending.association.connection().info().totalRetransmissions() > 0, "recovery was not part of it");
    }

    private void runTo(long wantedFrames) {
        while (frames < wantedFrames) {
            long nowNs = clock.nowNs();
            clock.advanceTo(Math.min(
                    link.nextArrivalNs(), Math.min(sender.nextDeadlineNs(nowNs), receiver.nextDeadlineNs(nowNs))));
            turn(sender, link.a());
            turn(receiver, link.b());
            write();
            read();
        }
    }

    private void turn(TcpStack stack, MemoryDevice device) {
        long nowNs = clock.nowNs();
        for (int bytes = device.receive(frame); bytes > 0; bytes = device.receive(frame)) {
            stack.handleFrame(nowNs, device.arrivalNs(), frame, bytes);
        }
        stack.handleTimeouts(nowNs);
        for (int bytes = stack.pollTransmit(nowNs, frame); bytes > 0; bytes = stack.pollTransmit(nowNs, frame)) {
            device.send(frame, bytes);
            frames++;
        }
    }

    private void write() {
        TcpConnection connection = sending.association.connection();
        if (connection.sendBuffer().append(text, 0, text.length) > 0) {
            connection.handleApplication(clock.nowNs());
            sender.reschedule(clock.nowNs(), sending.association);
        }
    }

    private void read() {
        Association association = listener.user.association;
        if (association != null && association.connection().receiveBuffer().take(text, 0, text.length) > 0) {
            association.connection().handleApplication(clock.nowNs());
            receiver.reschedule(clock.nowNs(), association);
        }
    }
}
