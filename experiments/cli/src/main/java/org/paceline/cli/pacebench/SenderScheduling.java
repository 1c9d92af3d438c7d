package org.paceline.cli.pacebench;

import java.util.ArrayList;
import java.util.List;
import org.paceline.nic.linux.ThreadScheduling;

/**
 * How a thread that sends is to be scheduled, the same for every arm in user space.
 *
 * @param cpu counted from 0, or {@link #ANY_CPU}
 * @param realtime whether to ask for SCHED_FIFO
 */
public record SenderScheduling(int cpu, boolean realtime) {
    public static final int ANY_CPU = -1;

    /** The least: timers fire when they are due, not up to 50 us later. */
    private static final long TIMER_SLACK_NS = 1;

    /** Above ordinary threads, below the kernel's own real-time ones (interrupt threads run at 50). */
    private static final int PRIORITY = 10;

    /** Prepares the calling thread, and returns a line for each wish that was not granted. */
    public List<String> apply() {
        List<String> refusals = new ArrayList<>();
        ThreadScheduling.timerSlack(TIMER_SLACK_NS);
        if (cpu != ANY_CPU && !ThreadScheduling.pinTo(cpu)) {
            refusals.add("CPU " + cpu + " was not granted");
        }
        if (realtime && !ThreadScheduling.realtime(PRIORITY)) {
            refusals.add("SCHED_FIFO was not granted; it takes CAP_SYS_NICE");
        }
        return refusals;
    }
}
