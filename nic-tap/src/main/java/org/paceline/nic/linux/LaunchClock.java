package org.paceline.nic.linux;

/** Clocks that launch times are told in, by the queueing discipline that reads them. */
enum LaunchClock {
    /** CLOCK_MONOTONIC, that of {@link System#nanoTime()}: fq. A time that has passed is now. */
    MONOTONIC(1, false),
    /** CLOCK_TAI: etf, and taprio with its assistance. A frame that comes after its time is dropped. */
    TAI(11, true);

    private static final long SECOND_NS = 1_000_000_000L;

    /** Time from here to the discipline, so that a frame which is due is not too late there. */
    private static final long STRICT_AHEAD_NS = 100_000;

    private final int id;
    private final boolean strict;

    LaunchClock(int id, boolean strict) {
        this.id = id;
        this.strict = strict;
    }

    /** The kernel's number of it. */
    int id() {
        return id;
    }

    /** What it is ahead of {@link System#nanoTime()}. */
    long aheadNs() {
        if (this == MONOTONIC) {
            return 0;
        }
        NativeMemory timespec = new NativeMemory(2 * Long.BYTES);
        long beforeNs = System.nanoTime();
        int result = LinuxCalls.clockGettime(id, timespec);
        long afterNs = System.nanoTime();
        if (result < 0) {
            throw Errno.failure("clock_gettime", name(), result);
        }
        long nowNs = timespec.bytes().getLong(0) * SECOND_NS + timespec.bytes().getLong(Long.BYTES);
        return nowNs - (beforeNs + afterNs) / 2;
    }

    /** The launch time to give for a frame that is wanted out at {@code launchNs}; both of {@code nanoTime}. */
    long reachableNs(long launchNs, long nowNs) {
        return strict ? Math.max(launchNs, nowNs + STRICT_AHEAD_NS) : launchNs;
    }
}
