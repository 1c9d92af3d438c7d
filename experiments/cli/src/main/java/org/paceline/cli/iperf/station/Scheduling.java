package org.paceline.cli.iperf.station;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.paceline.cli.iperf.measure.ThreadGrants;
import org.paceline.nic.linux.ThreadScheduling;
import org.paceline.utcp.runtime.WaitMode;

/** Asks the kernel for what a sending thread needs, on that thread, and keeps what it granted. */
final class Scheduling implements Runnable {
    /** The least: timers fire when they are due, not up to 50 us later. */
    private static final long TIMER_SLACK_NS = 1;

    /** Above ordinary threads, below the kernel's own real-time ones (interrupt threads run at 50). */
    private static final int REALTIME_PRIORITY = 10;

    private static final Path THROTTLE = Path.of("/proc/sys/kernel/sched_rt_runtime_us");

    private final StationSettings settings;
    private final List<String> refusals = new ArrayList<>();
    private ThreadGrants grants;

    Scheduling(StationSettings settings) {
        this.settings = settings;
        this.grants = new ThreadGrants(settings.waitMode().optionName(), -1, ThreadGrants.ANY_CPU, 0);
    }

    @Override
    public synchronized void run() {
        if (!ThreadScheduling.timerSlack(TIMER_SLACK_NS)) {
            refusals.add("a timer slack of 1 ns was not granted; departures are late by some 50 us where they sleep");
        }
        // read before the priority is raised: under a real-time policy the kernel says 0
        long slackNs = ThreadScheduling.timerSlackNs();
        int cpu = settings.cpu();
        boolean pinned = cpu != StationSettings.ANY_CPU && ThreadScheduling.pinTo(cpu);
        if (cpu != StationSettings.ANY_CPU && !pinned) {
            refusals.add("CPU " + cpu + " was not granted; the sending thread runs on any");
        }
        if (settings.realtime() && !ThreadScheduling.realtime(REALTIME_PRIORITY)) {
            refusals.add("SCHED_FIFO was not granted; the sending thread has no priority (it takes CAP_SYS_NICE)");
        }
        boolean first = ThreadScheduling.isRealtime();
        if (first && settings.waitMode() == WaitMode.SPIN && throttled()) {
            refusals.add("a thread that spins at SCHED_FIFO stands still for 50 ms of each second here; wait by "
                    + "park-then-spin, or: sysctl -w kernel.sched_rt_runtime_us=-1");
        }
        grants = new ThreadGrants(
                settings.waitMode().optionName(),
                slackNs,
                pinned ? cpu : ThreadGrants.ANY_CPU,
                first ? REALTIME_PRIORITY : 0);
    }

    /** What was asked for and not granted, and what else speaks against it, a line each. */
    synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    synchronized ThreadGrants grants() {
        return grants;
    }

    private static boolean throttled() {
        try {
            return !Files.readString(THROTTLE).trim().equals("-1");
        } catch (IOException kernelWithoutThrottle) {
            return false;
        }
    }
}
