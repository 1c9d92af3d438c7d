package org.paceline.nic.linux;

import java.util.function.LongSupplier;

/**
 * Turns the kernel's arrival stamps (CLOCK_REALTIME) into the time of {@link System#nanoTime()}.
 *
 * <p>The distance of the two clocks is measured by reading one between two readings of the other, several times, and
 * taking the narrowest pair. It is measured again when a stamp is more than 10 ms away from the last measurement, on
 * either side: the clocks drift by at most 500 ppm under NTP, so a stamp is off by 5 us at worst and usually by 0.1 us;
 * after a step of the wall clock it is right again with the next frame. Belongs to one thread; no system call (vDSO).
 */
final class ArrivalClock {
    private static final int CLOCK_REALTIME = 0;
    private static final long VALID_NS = 10_000_000;
    private static final long SECOND_NS = 1_000_000_000L;

    /** A pair this narrow was not interrupted: three readings take about 90 ns. */
    private static final long NARROW_NS = 400;

    private static final int TRIES = 5;

    private final LongSupplier realtime;
    private final LongSupplier nanoTime;
    private long measuredRealtimeNs;
    private long distanceNs;

    /** @param realtime the clock of the stamps, {@code nanoTime} that of the answers; both in nanoseconds */
    ArrivalClock(LongSupplier realtime, LongSupplier nanoTime) {
        this.realtime = realtime;
        this.nanoTime = nanoTime;
        measure();
    }

    /** Between the kernel's wall clock and {@link System#nanoTime()}. */
    static ArrivalClock ofKernel() {
        NativeMemory timespec = new NativeMemory(16);
        return new ArrivalClock(() -> realtimeNs(timespec), System::nanoTime);
    }

    /** The moment of a stamp in the time of {@link System#nanoTime()}. */
    long nanoTimeOf(long realtimeNs) {
        if (Math.abs(realtimeNs - measuredRealtimeNs) > VALID_NS) {
            measure();
        }
        return realtimeNs - distanceNs;
    }

    private void measure() {
        long narrowestNs = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && narrowestNs > NARROW_NS; i++) {
            long beforeNs = nanoTime.getAsLong();
            long realtimeNs = realtime.getAsLong();
            long widthNs = nanoTime.getAsLong() - beforeNs;
            if (widthNs < narrowestNs) {
                narrowestNs = widthNs;
                measuredRealtimeNs = realtimeNs;
                distanceNs = realtimeNs - (beforeNs + widthNs / 2);
            }
        }
    }

    private static long realtimeNs(NativeMemory timespec) {
        int result = LinuxCalls.clockGettime(CLOCK_REALTIME, timespec);
        if (result < 0) {
            throw Errno.failure("clock_gettime", "CLOCK_REALTIME", result);
        }
        return timespec.bytes().getLong(0) * SECOND_NS + timespec.bytes().getLong(8);
    }
}
