package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.MemoryDevice;
import org.paceline.nic.memory.MemoryPair;
import org.paceline.nic.wire.IpAddress;
import org.paceline.pacer.clock.ManualClock;

/** Two stacks on the two ends of a link in memory, in virtual time: the same seed gives the same frames, to the bit. */
final class Simulation {
    static final IpAddress CLIENT = IpAddress.parse("10.0.0.1");
    static final IpAddress SERVER = IpAddress.parse("10.0.0.2");

    /** Ten times what the slowest run here takes; a run that reaches it is stuck. */
    private static final long MAX_STEPS = 5_000_000;

    final ManualClock clock = new ManualClock();
    final TcpStack client;
    final TcpStack server;
    final SimulatedPeer sender;
    final SimulatedPeer receiver;
    private final MemoryPair link;
    private final ByteBuffer frame = ByteBuffer.allocate(2_048);
    private final CRC32 wire = new CRC32();
    private long frames;
    private long steps;

    Simulation(LinkModel model, long seed, SimulatedPeer sender, SimulatedPeer receiver) {
        this.sender = sender;
        this.receiver = receiver;
        clock.advanceTo(1_000_000_000L);
        link = MemoryDevice.pair(model, seed, clock::nowNs);
        client = stack("10.0.0.1/24", link.a(), seed);
        server = stack("10.0.0.2/24", link.b(), ~seed);
        sender.stack = client;
        receiver.stack = server;
    }

    private static TcpStack stack(String address, MemoryDevice device, long seed) {
        StackConfig config = StackConfig.of(LocalNetwork.parse(address), seed, 42);
        return new TcpStack(
                config,
                device.capabilities().macAddress(),
                device.capabilities().mtuBytes());
    }

    /** Opens the connection and runs until both sides are through, or nothing would ever happen again. */
    void run() {
        server.listen(5_201, receiver);
        client.connect(clock.nowNs(), SERVER, 5_201, sender.config(), sender);
        while (!(sender.over() && receiver.over())) {
            step();
        }
    }

    /** Moves to the next moment at which something happens, and lets it happen. */
    void step() {
        if (++steps > MAX_STEPS) {
            throw new AssertionError("no end after " + MAX_STEPS + " steps at " + clock.nowNs() + " ns: " + this);
        }
        long nowNs = clock.nowNs();
        long nextNs = Math.min(client.nextDeadlineNs(nowNs), server.nextDeadlineNs(nowNs));
        nextNs = sender.busy() || receiver.busy() ? nowNs : Math.min(nextNs, link.nextArrivalNs());
        if (nextNs == Long.MAX_VALUE) {
            throw new AssertionError("stuck: no timer, no frame, at " + nowNs + " ns: " + this);
        }
        clock.advanceTo(nextNs);
        turn(client, link.a(), sender);
        turn(server, link.b(), receiver);
    }

    private void turn(TcpStack stack, MemoryDevice device, SimulatedPeer peer) {
        long nowNs = clock.nowNs();
        for (int bytes = device.receive(frame); bytes > 0; bytes = device.receive(frame)) {
            stack.handleFrame(nowNs, device.arrivalNs(), frame, bytes);
            peer.check();
        }
        peer.act(nowNs);
        stack.handleTimeouts(nowNs);
        for (int bytes = stack.pollTransmit(nowNs, frame); bytes > 0; bytes = stack.pollTransmit(nowNs, frame)) {
            record(nowNs, bytes);
            device.send(frame, bytes);
            peer.check();
        }
    }

    private void record(long nowNs, int bytes) {
        frames++;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            wire.update((int) (nowNs >>> shift));
        }
        wire.update(frame.array(), 0, bytes);
    }

    /** Of every frame that was sent and of its time. */
    long wireDigest() {
        return wire.getValue();
    }

    long frames() {
        return frames;
    }

    @Override
    public String toString() {
        return "sender " + sender + ", receiver " + receiver;
    }
}
