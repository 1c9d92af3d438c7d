package org.paceline.nic.linux;

/**
 * How the calling thread is scheduled: timer slack, processor, priority.
 *
 * <p>These are wishes. A method says whether it was granted and never throws: a sender without real-time priority sends
 * all the same, less evenly, and reports so. Each acts on the calling thread, which must be a platform thread.
 */
public final class ThreadScheduling {
    private static final int PR_SET_TIMERSLACK = 29;
    private static final int PR_GET_TIMERSLACK = 30;
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_FIFO = 1;

    /** {@code cpu_set_t} of glibc: 1,024 processors. */
    private static final int MASK_BYTES = 128;

    private ThreadScheduling() {}

    /**
     * Lets timers of this thread fire when they are due: the kernel's default is up to 50 us later, to save wake-ups.
     *
     * @param slackNs at least 1; 0 restores the default
     */
    public static boolean timerSlack(long slackNs) {
        return LinuxCalls.prctl(PR_SET_TIMERSLACK, slackNs) >= 0;
    }

    /** Timer slack of this thread in nanoseconds, -1 when the kernel does not say; 0 under a real-time policy. */
    public static long timerSlackNs() {
        return Math.max(-1, LinuxCalls.prctl(PR_GET_TIMERSLACK, 0));
    }

    /** Keeps this thread on one processor, counted from 0. Not granted when the processor is missing or not ours. */
    public static boolean pinTo(int processor) {
        if (processor < 0 || processor >= MASK_BYTES * Byte.SIZE) {
            return false;
        }
        NativeMemory mask = new NativeMemory(MASK_BYTES);
        // bits count from the low end of each word of 64
        int word = processor / Long.SIZE * Long.BYTES;
        mask.bytes().putLong(word, 1L << (processor % Long.SIZE));
        return LinuxCalls.pinThread(mask) >= 0;
    }

    /**
     * Puts this thread before all ordinary ones (SCHED_FIFO). It must sleep more than 5 % of each second, or Linux
     * takes it off its processor for 50 ms (sched_rt_runtime_us).
     *
     * @param priority 1 to 99
     */
    public static boolean realtime(int priority) {
        return schedule(SCHED_FIFO, priority);
    }

    /** Back to the ordinary policy. */
    public static boolean ordinary() {
        return schedule(SCHED_OTHER, 0);
    }

    public static boolean isRealtime() {
        return LinuxCalls.threadPolicy() == SCHED_FIFO;
    }

    /** The kernel's number of this thread, as in /proc/PID/task. */
    public static int threadId() {
        return LinuxCalls.threadId();
    }

    private static boolean schedule(int policy, int priority) {
        NativeMemory parameters = new NativeMemory(Integer.BYTES);
        parameters.bytes().putInt(0, priority);
        return LinuxCalls.scheduleThread(policy, parameters) >= 0;
    }
}
