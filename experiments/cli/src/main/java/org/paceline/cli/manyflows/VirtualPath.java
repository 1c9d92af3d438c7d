package org.paceline.cli.manyflows;

import java.nio.ByteBuffer;
import org.paceline.nic.DeviceCapabilities;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.MemoryDevice;
import org.paceline.nic.memory.MemoryPair;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.clock.NanoClock;

/** A link in memory and a clock that jumps to what happens next: only the stack costs anything. */
final class VirtualPath implements FlowsPath {
    private static final long DELAY_NS = 100_000;
    private static final long START_NS = 1_000_000_000L;

    private final ManualClock clock = new ManualClock();
    private final MemoryPair link = MemoryDevice.pair(LinkModel.defaults().withDelayNs(DELAY_NS), 1, clock::nowNs);
    private final StatelessPeers peers = new StatelessPeers(link.b());
    private final ByteBuffer peersFrame = ByteBuffer.allocateDirect(2_048);

    VirtualPath() {
        clock.advanceTo(START_NS);
    }

    @Override
    public NanoClock clock() {
        return clock;
    }

    @Override
    public DeviceCapabilities capabilities() {
        return link.a().capabilities();
    }

    @Override
    public int await(long deadlineNs, ByteBuffer frame) {
        peers.answerAll(peersFrame);
        clock.advanceTo(Math.min(deadlineNs, link.nextArrivalNs()));
        return receive(frame);
    }

    @Override
    public int receive(ByteBuffer frame) {
        return link.a().receive(frame);
    }

    @Override
    public long arrivalNs() {
        return link.a().arrivalNs();
    }

    @Override
    public void send(ByteBuffer frame, int lengthBytes) {
        link.a().send(frame, lengthBytes);
    }

    @Override
    public long deviceNs() {
        return 0;
    }

    @Override
    public void close() {
        link.a().close();
        link.b().close();
    }
}
