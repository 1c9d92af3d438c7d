package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.MemoryDevice;
import org.paceline.nic.memory.MemoryPair;
import org.paceline.nic.memory.SimulatedLink;
import org.paceline.nic.wire.IpAddress;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.control.TransmitGate;
import org.paceline.pacer.control.TransmitLimit;
import org.paceline.utcp.tcp.TcpConfig;

/** Uploads without end that share one bottleneck between two stacks, in virtual time. */
final class BulkFlows implements Listener {
    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;
    private static final long QUEUE_SAMPLE_NS = 10_000_000L;

    private final ManualClock clock = new ManualClock();
    private final SimulatedLink bottleneck;
    private final MemoryPair link;
    private final TcpStack client;
    private final TcpStack server;
    private final List<BulkFlow> senders = new ArrayList<>();
    private final List<BulkFlow> receivers = new ArrayList<>();
    private final ByteBuffer frame = ByteBuffer.allocate(2_048);
    private @Nullable Runnable afterFrame;
    private long queueSamples;
    private long queuePacketSum;
    private long nextSampleNs;

    /** @param model of the way there; the way back has its delay and no limit */
    BulkFlows(LinkModel model, long seed) {
        this(model, seed, TransmitLimit.OFF);
    }

    /** The same, the queue being the senders' own interface's, which they share under a limit. */
    static BulkFlows behindOneInterface(LinkModel model, long seed, TransmitLimit limit) {
        BulkFlows flows = new BulkFlows(model, seed, limit);
        flows.link.a().ownQueue();
        return flows;
    }

    private BulkFlows(LinkModel model, long seed, TransmitLimit limit) {
        clock.advanceTo(1_000_000_000L);
        bottleneck = new SimulatedLink(model, seed);
        SimulatedLink back = new SimulatedLink(LinkModel.defaults().withDelayNs(model.delayNs()), ~seed);
        link = MemoryDevice.pair(bottleneck, back, clock::nowNs, MemoryDevice.DEFAULT_MTU_BYTES);
        client = stack("10.0.0.1/24", link.a(), seed);
        server = stack("10.0.0.2/24", link.b(), ~seed);
        client.turns().limit(new TransmitGate(limit));
        server.listen(5_201, this);
    }

    private static TcpStack stack(String address, MemoryDevice device, long seed) {
        return new TcpStack(
                StackConfig.of(LocalNetwork.parse(address), seed, 42),
                device.capabilities().macAddress(),
                device.capabilities().mtuBytes());
    }

    BulkFlow start(TcpConfig config) {
        BulkFlow sender = new BulkFlow(client, true);
        senders.add(sender);
        client.connect(clock.nowNs(), IpAddress.parse("10.0.0.2"), 5_201, config, sender);
        return sender;
    }

    /** After every frame that the senders' stack takes or makes. */
    void afterEveryFrame(Runnable check) {
        afterFrame = check;
    }

    void runFor(double seconds) {
        long endNs = clock.nowNs() + (long) (seconds * 1e9);
        while (clock.nowNs() < endNs) {
            step(endNs);
        }
    }

    private void step(long endNs) {
        long nowNs = clock.nowNs();
        long nextNs = Math.min(client.nextDeadlineNs(nowNs), server.nextDeadlineNs(nowNs));
        clock.advanceTo(Math.min(endNs, Math.min(nextNs, link.nextArrivalNs())));
        turn(client, link.a(), senders);
        turn(server, link.b(), receivers);
        sampleQueue();
    }

    private void turn(TcpStack stack, MemoryDevice device, List<BulkFlow> flows) {
        long nowNs = clock.nowNs();
        for (int bytes = device.receive(frame); bytes > 0; bytes = device.receive(frame)) {
            stack.handleFrame(nowNs, device.arrivalNs(), frame, bytes);
            check(stack);
        }
        stack.handleTimeouts(nowNs);
        for (BulkFlow flow : flows) {
            flow.act(nowNs);
        }
        askDevice(stack, device, nowNs);
        for (int bytes = stack.pollTransmit(nowNs, frame); bytes > 0; bytes = stack.pollTransmit(nowNs, frame)) {
            if (!device.send(frame, bytes)) {
                throw new IllegalStateException("the interface's queue is full, and nobody keeps the frame");
            }
            askDevice(stack, device, nowNs);
            check(stack);
        }
    }

    private static void askDevice(TcpStack stack, MemoryDevice device, long nowNs) {
        if (stack.turns().gate().full()) {
            stack.turns().gate().onStanding(nowNs, device.standingFrames());
        }
    }

    long nowNs() {
        return clock.nowNs();
    }

    private void check(TcpStack stack) {
        if (afterFrame != null && stack == client) {
            afterFrame.run();
        }
    }

    private void sampleQueue() {
        if (clock.nowNs() >= nextSampleNs) {
            queueSamples++;
            queuePacketSum += bottleneck.queuePackets(clock.nowNs());
            nextSampleNs = clock.nowNs() + QUEUE_SAMPLE_NS;
        }
    }

    /** Forgets the queue's past, so that the mean is of what follows. */
    void forgetQueue() {
        queueSamples = 0;
        queuePacketSum = 0;
    }

    double meanQueuePackets() {
        return (double) queuePacketSum / queueSamples;
    }

    SimulatedLink bottleneck() {
        return bottleneck;
    }

    @Override
    public TcpConfig config() {
        return TcpConfig.defaults().withReceiveBufferBytes(RECEIVE_BUFFER_BYTES);
    }

    @Override
    public ConnectionUser admit() {
        BulkFlow receiver = new BulkFlow(server, false);
        receivers.add(receiver);
        return receiver;
    }
}
