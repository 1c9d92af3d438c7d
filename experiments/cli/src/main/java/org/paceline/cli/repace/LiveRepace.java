package org.paceline.cli.repace;

import java.util.ArrayList;
import java.util.List;
import org.paceline.nic.linux.PacketSettings;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.nic.linux.ThreadScheduling;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.ipg.TimedRelease;
import org.paceline.pacer.measure.NoiseFloor;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.ParkThenSpin;
import org.paceline.pacer.wait.Spin;
import org.paceline.pacer.wait.WakeSource;
import org.paceline.probe.host.StealTime;
import org.paceline.probe.repace.RepaceReport;
import org.paceline.probe.repace.Repacer;

/**
 * A forwarder between two interfaces of this network namespace, on the calling thread. {@link #end} may come from any.
 */
public final class LiveRepace {
    private static final int PRIORITY = 10;
    private static final long TIMER_SLACK_NS = 1;

    /** Frames from the outside wait no longer than this for a sleeping forwarder. */
    private static final long LONGEST_SLEEP_NS = 200_000;

    private static final int RING_BYTES = 16 << 20;
    private static final long FLOOR_INTERVAL_NS = 1_000_000;
    private static final int FLOOR_DEADLINES = 200;

    private final NanoClock clock = NanoClock.system();
    private final RepacePlan plan;
    private volatile boolean ending;

    public LiveRepace(RepacePlan plan) {
        this.plan = plan;
    }

    /**
     * What a run gave.
     *
     * @param noiseFloorNs lateness of the same waiter with nothing to forward, before the run
     * @param stealMs stolen time of the run
     * @param refusals what this host did not permit, a line each
     */
    public record Outcome(RepaceReport report, Percentiles noiseFloorNs, long stealMs, List<String> refusals) {}

    /**
     * Forwards until the time is over or somebody ends it.
     *
     * @throws org.paceline.nic.DeviceException when an interface cannot be used
     */
    public Outcome run() {
        PacketSettings settings =
                PacketSettings.defaults().withPromiscuous(true).withRingBytes(RING_BYTES);
        try (PacketSocketDevice inside = PacketSocketDevice.open(plan.inside(), settings);
                PacketSocketDevice outside = PacketSocketDevice.open(plan.outside(), settings)) {
            List<String> refusals = schedule();
            DeadlineWaiter waiter = plan.spin() ? new Spin(clock) : new ParkThenSpin(clock);
            TimedRelease ipg = new TimedRelease(clock, outside::send);
            Repacer repacer = new Repacer(clock, inside, outside, plan.rule(), ipg, plan.queueFrames());
            WakeSource frames = repacer.wakeSource(LONGEST_SLEEP_NS);
            Percentiles floorNs = new NoiseFloor(clock, waiter, frames).measure(FLOOR_INTERVAL_NS, FLOOR_DEADLINES);
            StealTime before = StealTime.now();
            forward(repacer, waiter, frames);
            return new Outcome(repacer.report(), floorNs, StealTime.now().msSince(before), refusals);
        }
    }

    private List<String> schedule() {
        List<String> refusals = new ArrayList<>();
        ThreadScheduling.timerSlack(TIMER_SLACK_NS);
        if (plan.cpu() >= 0 && !ThreadScheduling.pinTo(plan.cpu())) {
            refusals.add("CPU " + plan.cpu() + " is not for this process; it runs on any");
        }
        if (plan.realtime() && !ThreadScheduling.realtime(PRIORITY)) {
            refusals.add("real-time priority is not permitted; it runs as an ordinary thread");
        }
        return refusals;
    }

    private void forward(Repacer repacer, DeadlineWaiter waiter, WakeSource frames) {
        long endNs = plan.durationNs() == 0 ? NanoClock.NEVER_NS : clock.nowNs() + plan.durationNs();
        while (!ending && clock.nowNs() < endNs) {
            if (repacer.doWork() == 0) {
                long nextNs = Math.min(repacer.nextWakeNs(), clock.nowNs() + LONGEST_SLEEP_NS);
                waiter.waitUntil(nextNs, frames);
            }
        }
    }

    /** Ends the run soon. */
    public void end() {
        ending = true;
    }

    public RepacePlan plan() {
        return plan;
    }
}
