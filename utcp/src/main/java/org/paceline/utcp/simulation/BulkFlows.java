package org.paceline.utcp.simulation;

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
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.stack.Listener;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.TcpConfig;

/** Uploads without end that share one bottleneck between two stacks, in virtual time. Not thread-safe. */
public final class BulkFlows implements Listener {
    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;
    private static final long QUEUE_SAMPLE_NS = 10_000_000L;
    private static final long DEVICE_FULL_RETRY_NS = 20_000;

    private final ManualClock clock = new ManualClock();
    private final SimulatedLink bottleneck;
    private final MemoryPair link;
    private final TcpStack client;
    private final TcpStack server;
    private final List<BulkFlow> senders = new ArrayList<>();
    private final List<BulkFlow> receivers = new ArrayList<>();
    private final ByteBuffer frame = ByteBuffer.allocate(2_048);
    private final ByteBuffer refused = ByteBuffer.allocate(2_048);
    private int refusedBytes;
    private @Nullable Runnable afterFrame;
    private long queueSamples;
    private long queuePacketSum;
    private long nextSampleNs;

    /** @param model of the way there; the way back has its delay and no limit */
    public BulkFlows(LinkModel model, long seed) {
        this(model, seed, TransmitLimit.OFF);
    }

    /** The same, the queue being the senders' own interface's, which they share under a limit. */
    public static BulkFlows behindOneInterface(LinkModel model, long seed, TransmitLimit limit) {
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

    /** Opens a connection that writes from then on. */
    public BulkFlow start(TcpConfig config) {
        BulkFlow sender = new BulkFlow(client, true);
        senders.add(sender);
        client.connect(clock.nowNs(), IpAddress.parse("10.0.0.2"), 5_201, config, sender);
        return sender;
    }

    /** After every frame that the senders' stack takes or makes. */
    public void afterEveryFrame(Runnable check) {
        afterFrame = check;
    }

    /** Lets so much virtual time pass. */
    public void runFor(double seconds) {
        long endNs = clock.nowNs() + (long) (seconds * 1e9);
        while (clock.nowNs() < endNs) {
            step(endNs);
        }
    }

    private void step(long endNs) {
        long nowNs = clock.nowNs();
        long nextNs = Math.min(client.nextDeadlineNs(nowNs), server.nextDeadlineNs(nowNs));
        nextNs = refusedBytes > 0 ? Math.max(nextNs, nowNs + DEVICE_FULL_RETRY_NS) : nextNs;
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
        if (stack == client && refusedBytes > 0) {
            refusedBytes = device.send(refused, refusedBytes) ? 0 : refusedBytes;
        }
        askDevice(stack, device, nowNs);
        while (stack != client || refusedBytes == 0) {
            int bytes = stack.pollTransmit(nowNs, frame);
            if (bytes == 0) {
                return;
            }
            if (!device.send(frame, bytes)) {
                keep(bytes);
            }
            askDevice(stack, device, nowNs);
            check(stack);
        }
    }

    /** The interface's queue is full: as a loop does, the frame is kept and tried again. */
    private void keep(int bytes) {
        refused.put(0, frame, 0, bytes);
        refusedBytes = bytes;
    }

    private static void askDevice(TcpStack stack, MemoryDevice device, long nowNs) {
        if (stack.turns().gate().full()) {
            stack.turns().gate().onStanding(nowNs, device.standingFrames());
        }
    }

    public long nowNs() {
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
    public void forgetQueue() {
        queueSamples = 0;
        queuePacketSum = 0;
    }

    /** Of packets in the bottleneck, looked at every 10 ms. */
    public double meanQueuePackets() {
        return (double) queuePacketSum / queueSamples;
    }

    public SimulatedLink bottleneck() {
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
