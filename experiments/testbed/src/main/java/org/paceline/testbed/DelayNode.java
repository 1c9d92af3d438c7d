package org.paceline.testbed;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.WireDevice;
import org.paceline.nic.linux.PacketSettings;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.nic.linux.ThreadScheduling;
import org.paceline.nic.memory.SimulatedLink;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.ParkThenSpin;
import org.paceline.pacer.wait.WakeSource;

/**
 * The path between two hosts: a bridge in a namespace of its own that gives frames a rate, a queue, a delay and harm.
 *
 * <p>Queue and delay count from the kernel's arrival stamp, so this node decides late but not wrongly while it wakes up
 * within the delay; only the release can be late, and that is measured. One thread, at real-time priority where
 * granted.
 */
public final class DelayNode implements AutoCloseable {
    /** Above ordinary threads, below the kernel's own real-time ones. */
    private static final int PRIORITY = 10;

    private static final long TIMER_SLACK_NS = 1;

    /** Longest time without a look at the rings; a quarter of shorter delays. */
    private static final long MAX_POLL_NS = 1_000_000;

    private static final long MIN_POLL_NS = 20_000;

    /** Frames taken from one side before the releases get their turn. */
    private static final int INTAKE_FRAMES = 32;

    /** 11,000 full frames: a second at 100 Mb/s. */
    private static final int RING_BYTES = 24 << 20;

    private static final long STOP_TIMEOUT_MS = 2_000;

    /** A path that is still not quiet then will not become so by waiting. */
    private static final long MAX_DRAIN_NS = 2_000_000_000L;

    private final NanoClock clock = NanoClock.system();
    private final DeadlineWaiter waiter = new ParkThenSpin(clock);
    private final DelayNodeSetup setup;
    private final SimulatedLink forward;
    private final SimulatedLink back;
    private final Lateness lateness = new Lateness();
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private final CompletableFuture<DelayNodeReport> ended = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean draining;
    private volatile boolean stopping;
    private long lastForwardNs = Long.MIN_VALUE;
    private long lastBackNs = Long.MIN_VALUE;
    private long refusedFrames;

    private DelayNode(DelayNodeSetup setup, TestHost host, UnaryOperator<WireDevice> senderTap) {
        this.setup = setup;
        forward = new SimulatedLink(setup.forward(), setup.seed());
        back = new SimulatedLink(setup.back(), ~setup.seed());
        thread = new Thread(() -> live(host, senderTap), "delay-node");
        thread.setDaemon(true);
    }

    /**
     * Starts forwarding between two interfaces of {@code host}.
     *
     * @param senderTap wraps the device that faces the sender, which is the wire before the bottleneck; the wrapper is
     *     closed with the node
     */
    public static DelayNode start(TestHost host, DelayNodeSetup setup, UnaryOperator<WireDevice> senderTap) {
        DelayNode node = new DelayNode(setup, host, senderTap);
        node.thread.start();
        try {
            node.opened.join();
        } catch (CompletionException failure) {
            throw unwrapped(failure);
        }
        return node;
    }

    /**
     * Waits until nothing has come for two round trips, so that connections come to their end, then ends forwarding and
     * tells how it went.
     */
    public DelayNodeReport stop() {
        draining = true;
        LockSupport.unpark(thread);
        try {
            return ended.join();
        } catch (CompletionException failure) {
            throw unwrapped(failure);
        }
    }

    /** Ends forwarding at once; frames on their way are gone. */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_TIMEOUT_MS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private void live(TestHost host, UnaryOperator<WireDevice> senderTap) {
        try {
            host.namespace().enter();
            DelayNodeReport report = forwardOnDevices(senderTap);
            // only now, so that what the tap wrote is on disk when the report is there
            ended.complete(report);
        } catch (RuntimeException | Error failure) {
            opened.completeExceptionally(failure);
            ended.completeExceptionally(failure);
        }
    }

    private DelayNodeReport forwardOnDevices(UnaryOperator<WireDevice> senderTap) {
        PacketSettings settings =
                PacketSettings.defaults().withPromiscuous(true).withRingBytes(RING_BYTES);
        try (PacketSocketDevice sender = PacketSocketDevice.open(setup.senderInterface(), settings);
                WireDevice tapped = senderTap.apply(sender);
                PacketSocketDevice receiver = PacketSocketDevice.open(setup.receiverInterface(), settings)) {
            ThreadScheduling.timerSlack(TIMER_SLACK_NS);
            boolean realtime = ThreadScheduling.realtime(PRIORITY);
            opened.complete(true);
            forwardUntilStopped(tapped, receiver);
            long missedFrames = sender.lostFrames() + receiver.lostFrames() + refusedFrames;
            return DelayNodeReport.of(forward, lateness, realtime, missedFrames);
        }
    }

    private void forwardUntilStopped(WireDevice sender, WireDevice receiver) {
        ByteBuffer frame = ByteBuffer.allocateDirect(sender.capabilities().maxFrameBytes());
        long pollNs = Math.min(
                MAX_POLL_NS,
                Math.max(
                        MIN_POLL_NS,
                        Math.min(setup.forward().delayNs(), setup.back().delayNs()) / 4));
        long drainEndNs = NanoClock.NEVER_NS;
        while (!stopping && clock.nowNs() < drainEndNs && !(draining && quiet())) {
            lastForwardNs = takeIn(sender, forward, lastForwardNs, frame);
            lastBackNs = takeIn(receiver, back, lastBackNs, frame);
            release(forward, receiver, frame);
            release(back, sender, frame);
            if (draining && drainEndNs == NanoClock.NEVER_NS) {
                drainEndNs = clock.nowNs() + MAX_DRAIN_NS;
            }
            long nextNs = Math.min(forward.nextArrivalNs(), back.nextArrivalNs());
            waiter.waitUntil(Math.min(nextNs, clock.nowNs() + pollNs), WakeSource.SLEEP);
        }
    }

    private boolean quiet() {
        long lastNs = Math.max(lastForwardNs, lastBackNs);
        long roundTripNs = setup.forward().delayNs() + setup.back().delayNs();
        boolean empty = forward.inFlight() == 0 && back.inFlight() == 0;
        return empty && (lastNs == Long.MIN_VALUE || clock.nowNs() - lastNs > 2 * roundTripNs);
    }

    /** Offers what has arrived at the time when it arrived; two CPUs may stamp neighbours in the wrong order. */
    private static long takeIn(WireDevice device, SimulatedLink link, long lastNs, ByteBuffer frame) {
        long offeredNs = lastNs;
        for (int taken = 0; taken < INTAKE_FRAMES; taken++) {
            int lengthBytes = device.receive(frame);
            if (lengthBytes == 0) {
                return offeredNs;
            }
            offeredNs = Math.max(offeredNs, device.arrivalNs());
            link.offer(offeredNs, frame, lengthBytes);
        }
        return offeredNs;
    }

    private void release(SimulatedLink link, WireDevice device, ByteBuffer frame) {
        long nowNs = clock.nowNs();
        while (link.nextArrivalNs() <= nowNs) {
            int lengthBytes = link.poll(nowNs, frame);
            lateness.record(nowNs - link.arrivalNs());
            if (!device.send(frame, lengthBytes)) {
                refusedFrames++;
            }
            nowNs = clock.nowNs();
        }
    }

    private static RuntimeException unwrapped(CompletionException failure) {
        @Nullable Throwable cause = failure.getCause();
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new TestbedException("the delay node broke", failure);
    }
}
