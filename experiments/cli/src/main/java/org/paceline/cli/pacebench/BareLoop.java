package org.paceline.cli.pacebench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.paceline.nic.WireDevice;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.control.DepartureSchedule;
import org.paceline.pacer.control.LatePolicy;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.WakeSource;
import org.paceline.testbed.TestbedException;
import org.paceline.utcp.runtime.WaitMode;

/**
 * Clock, wait, send, and nothing else: the reference for what any pacer in user space can reach here. Its frames are as
 * long as the others', and its schedule gives back as much for lateness as utcp's.
 */
final class BareLoop implements Contender {
    /** IEEE 802 leaves this type to local experiments; no stack answers it. */
    static final int EXPERIMENTAL_TYPE = 0x88B5;

    private static final long BROADCAST = 0xffff_ffff_ffffL;
    private static final int FRAME_BYTES = Arm.PACKET_BYTES + EthernetHeader.LENGTH_BYTES;
    private static final double NS_PER_SECOND = 1e9;

    private final BenchPath path;
    private final BenchPlan plan;

    BareLoop(BenchPath path, BenchPlan plan) {
        this.path = path;
        this.plan = plan;
    }

    @Override
    public Sent send(Arm arm) {
        CompletableFuture<Sent> sent = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try (WireDevice device = path.open(arm.device())) {
                        sent.complete(loop(arm, device));
                    } catch (RuntimeException | Error failure) {
                        sent.completeExceptionally(failure);
                    }
                },
                "bare-loop");
        thread.setDaemon(true);
        thread.start();
        try {
            return sent.join();
        } catch (CompletionException failed) {
            throw new TestbedException("the bare loop could not send: " + failed.getCause(), failed);
        }
    }

    private Sent loop(Arm arm, WireDevice device) {
        List<String> refusals = plan.scheduling().apply();
        ThreadCpu cpu = new ThreadCpu();
        cpu.adopt();
        DepartureTimes times = path.departures(plan, arm);
        ByteBuffer frame = ByteBuffer.allocateDirect(device.capabilities().maxFrameBytes());
        EthernetHeader.write(frame, 0, BROADCAST, device.capabilities().macAddress(), EXPERIMENTAL_TYPE);
        NanoClock clock = NanoClock.system();
        long endNs = clock.nowNs() + (long) ((BenchPlan.WARM_UP_SECONDS + plan.seconds()) * NS_PER_SECOND);
        DepartureSchedule schedule = new DepartureSchedule(LatePolicy.HALF_CREDIT);
        Waiting waiting = waiting(arm, clock, device);
        schedule.onSent(clock.nowNs(), arm.gapNs());
        cpu.begin();
        while (schedule.earliestDepartureNs() < endNs) {
            schedule.onFrameReady(clock.nowNs());
            long plannedNs = schedule.earliestDepartureNs();
            long releasedNs = waiting.until(plannedNs);
            if (!device.send(frame, FRAME_BYTES)) {
                continue;
            }
            times.departed(0, plannedNs, releasedNs, arm.gapNs(), FRAME_BYTES);
            schedule.onSent(releasedNs, arm.gapNs());
        }
        cpu.end();
        return new Sent(times, cpu.share(), 0, refusals);
    }

    /** Waits for a moment and returns the time of the return, never before it. */
    private interface Waiting {
        long until(long deadlineNs);
    }

    private static Waiting waiting(Arm arm, NanoClock clock, WireDevice device) {
        if (arm.waiter() == null || arm.waiter() == WaitMode.SPIN) {
            return deadlineNs -> spun(clock, deadlineNs);
        }
        DeadlineWaiter waiter = arm.waiter().waiter(clock);
        ByteBuffer arrived = ByteBuffer.allocateDirect(device.capabilities().maxFrameBytes());
        WakeSource sleep = new WakeSource() {
            @Override
            public boolean ready() {
                return false;
            }

            /** What the kernel sends to a new interface is thrown away: while it waits, nobody sleeps. */
            @Override
            public void park(long maxNs) {
                device.awaitFrame(maxNs);
                while (device.receive(arrived) > 0) {
                    // the next one
                }
            }
        };
        return deadlineNs -> {
            long wokeNs = waiter.waitUntil(deadlineNs, sleep);
            while (wokeNs < deadlineNs) {
                wokeNs = waiter.waitUntil(deadlineNs, sleep);
            }
            return wokeNs;
        };
    }

    private static long spun(NanoClock clock, long deadlineNs) {
        long nowNs = clock.nowNs();
        while (nowNs < deadlineNs) {
            Thread.onSpinWait();
            nowNs = clock.nowNs();
        }
        return nowNs;
    }
}
