package org.paceline.cli.transfer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.WireDevice;
import org.paceline.nic.decorate.CaptureFile;
import org.paceline.nic.decorate.CapturingDevice;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.MemoryDevice;
import org.paceline.nic.memory.MemoryPair;
import org.paceline.nic.memory.SimulatedLink;
import org.paceline.nic.wire.IpPrefix;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.testbed.DelayNodeReport;
import org.paceline.testbed.TestbedException;
import org.paceline.utcp.runtime.DepartureListener;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.Departure;
import org.paceline.utcp.tcp.TcpConfig;

/**
 * One upload between two stacks over a link in memory. Virtual time jumps from event to event: the same plan, policy
 * and seed give the same frames. Belongs to one thread.
 */
public final class VirtualTransfer {
    private static final String SENDER = "192.0.2.3/24";
    private static final String RECEIVER = "192.0.2.2/24";
    private static final int PORT = 5_201;

    /** Headers, options and a little text: what an analysis looks at. */
    private static final int CAPTURED_BYTES = 96;

    private static final long NS_PER_SECOND = 1_000_000_000L;

    /** Any moment will do; zero would hide a time that was never set. */
    private static final long START_NS = NS_PER_SECOND;

    /** How long after the sender's last byte everything must be there. */
    private static final long GRACE_NS = 60 * NS_PER_SECOND;

    private final ManualClock clock = new ManualClock();
    private final SimulatedLink bottleneck;
    private final MemoryPair link;
    private final TcpStack senderStack;
    private final TcpStack receiverStack;
    private final VirtualWriter writer;
    private final VirtualReader reader = new VirtualReader(TcpConfig.defaults());
    private final TcpConfig senderConfig;
    private final DepartureErrors errors = new DepartureErrors();
    private final ByteBuffer frame;
    private final long endNs;

    /**
     * An upload over a path.
     *
     * @param forward from the sender to the receiver
     * @param back from the receiver to the sender
     * @param seconds that the sender writes
     */
    public VirtualTransfer(LinkModel forward, LinkModel back, int seconds, TcpConfig senderConfig, long seed) {
        clock.advanceTo(START_NS);
        endNs = START_NS + seconds * NS_PER_SECOND;
        bottleneck = new SimulatedLink(forward, seed);
        link = MemoryDevice.pair(
                bottleneck, new SimulatedLink(back, ~seed), clock::nowNs, MemoryDevice.DEFAULT_MTU_BYTES);
        senderStack = stack(SENDER, link.a(), seed);
        receiverStack = stack(RECEIVER, link.b(), ~seed);
        this.senderConfig = senderConfig;
        writer = new VirtualWriter(senderStack, endNs);
        frame = ByteBuffer.allocate(link.a().capabilities().maxFrameBytes());
    }

    private static TcpStack stack(String address, MemoryDevice device, long seed) {
        return new TcpStack(
                StackConfig.of(LocalNetwork.parse(address), seed, ~seed),
                device.capabilities().macAddress(),
                device.capabilities().mtuBytes());
    }

    /** Runs it. */
    public void run() {
        run(link.a());
    }

    /** Runs it, the sender's frames going into {@code capture}. */
    public void run(Path capture) {
        try (CaptureFile file = CaptureFile.create(
                capture, "Paceline", List.of(link.a().capabilities().name()), 0)) {
            file.cutFramesAt(CAPTURED_BYTES);
            run(new CapturingDevice(link.a(), file, 0, clock::nowNs));
        }
    }

    private void run(WireDevice tapped) {
        receiverStack.listen(PORT, reader);
        senderStack.connect(clock.nowNs(), IpPrefix.parse(RECEIVER).address(), PORT, senderConfig, writer);
        while (!(writer.over() && reader.over())) {
            step(tapped);
        }
    }

    private void step(WireDevice tapped) {
        long nowNs = clock.nowNs();
        long nextNs = Math.min(senderStack.nextDeadlineNs(nowNs), receiverStack.nextDeadlineNs(nowNs));
        nextNs = Math.min(nextNs, link.nextArrivalNs());
        if (!writer.closed()) {
            nextNs = Math.min(nextNs, Math.max(nowNs, endNs));
        }
        if (nextNs > endNs + GRACE_NS) {
            throw new TestbedException("the transfer in virtual time does not come to an end");
        }
        clock.advanceTo(nextNs);
        writer.act(clock.nowNs());
        turn(senderStack, tapped);
        writer.act(clock.nowNs());
        turn(receiverStack, link.b());
        reader.act(receiverStack, clock.nowNs());
    }

    private void turn(TcpStack stack, WireDevice device) {
        long nowNs = clock.nowNs();
        for (int bytes = device.receive(frame); bytes > 0; bytes = device.receive(frame)) {
            stack.handleFrame(nowNs, device.arrivalNs(), frame, bytes);
        }
        stack.handleTimeouts(nowNs);
        for (int bytes = stack.pollTransmit(nowNs, frame); bytes > 0; bytes = stack.pollTransmit(nowNs, frame)) {
            device.send(frame, bytes);
            note(stack, nowNs, bytes);
        }
    }

    private void note(TcpStack stack, long nowNs, int bytes) {
        @Nullable Departure departure = stack.lastDeparture();
        if (stack == senderStack && departure != null && departure.paced()) {
            long plannedNs = departure.waited() ? departure.plannedNs() : DepartureListener.UNPLANNED;
            errors.departed(PORT, plannedNs, nowNs, departure.gapNs(), bytes);
        }
    }

    public long receivedBytes() {
        return reader.bytes();
    }

    /** From the first byte's arrival to the last one's. */
    public double seconds() {
        return (double) (reader.lastNs() - reader.firstNs()) / NS_PER_SECOND;
    }

    public DelayNodeReport bottleneck() {
        return DelayNodeReport.punctual(bottleneck);
    }

    public @Nullable Percentiles departureErrorNs() {
        return errors.percentiles();
    }
}
