package org.paceline.pacer.clock;

/** Nanoseconds since some fixed moment, never running backwards and never negative. */
@FunctionalInterface
public interface NanoClock {
    /** A deadline that does not come. */
    long NEVER_NS = Long.MAX_VALUE;

    long nowNs();

    /** The machine's monotonic clock: {@link System#nanoTime()}, which on Linux is CLOCK_MONOTONIC, time since boot. */
    static NanoClock system() {
        return System::nanoTime;
    }
}
