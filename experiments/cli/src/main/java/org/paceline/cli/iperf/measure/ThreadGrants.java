package org.paceline.cli.iperf.measure;

/**
 * How the sending thread waits, and what the kernel granted it, read back and not as asked for.
 *
 * @param waiting the way of waiting, as {@code --wait} names it
 * @param timerSlackNs how much later than due its timers may fire, -1 when the kernel does not say
 * @param cpu the one CPU that it is kept on, or {@link #ANY_CPU}
 * @param realtimePriority SCHED_FIFO priority, 0 under the ordinary policy
 */
public record ThreadGrants(String waiting, long timerSlackNs, int cpu, int realtimePriority) {
    public static final int ANY_CPU = -1;

    /** The kernel's name of the scheduling policy. */
    public String policy() {
        return realtimePriority > 0 ? "SCHED_FIFO" : "SCHED_OTHER";
    }
}
