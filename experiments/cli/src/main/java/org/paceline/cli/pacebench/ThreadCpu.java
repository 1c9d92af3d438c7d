package org.paceline.cli.pacebench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** CPU time of one thread, from {@link #begin} to {@link #end}; what the kernel does in softirqs for it included. */
final class ThreadCpu {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private volatile long threadId;
    private long cpuNs;
    private long wallNs;

    /** The calling thread is the one. */
    void adopt() {
        threadId = Thread.currentThread().getId();
    }

    void begin() {
        cpuNs = THREADS.getThreadCpuTime(threadId);
        wallNs = System.nanoTime();
    }

    void end() {
        cpuNs = THREADS.getThreadCpuTime(threadId) - cpuNs;
        wallNs = System.nanoTime() - wallNs;
    }

    double share() {
        return (double) cpuNs / wallNs;
    }
}
