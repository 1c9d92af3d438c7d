package org.paceline.utcp.runtime;

/**
 * Settings of a loop's thread.
 *
 * @param threadName as it stands in a thread dump
 * @param waitMode how the thread waits
 * @param onThread runs first on the thread: to pin it, raise its priority, lower its timer slack
 * @param departures told of every paced frame that leaves
 * @param ipg how the gap between frames is held
 */
public record LoopConfig(
        String threadName, WaitMode waitMode, Runnable onThread, DepartureListener departures, IpgSettings ipg) {
    public static LoopConfig defaults() {
        return new LoopConfig(
                "utcp", WaitMode.PARK_THEN_SPIN, () -> {}, DepartureListener.NONE, IpgSettings.defaults());
    }

    public LoopConfig withWaitMode(WaitMode changed) {
        return new LoopConfig(threadName, changed, onThread, departures, ipg);
    }

    public LoopConfig withOnThread(Runnable changed) {
        return new LoopConfig(threadName, waitMode, changed, departures, ipg);
    }

    public LoopConfig withDepartures(DepartureListener changed) {
        return new LoopConfig(threadName, waitMode, onThread, changed, ipg);
    }

    public LoopConfig withIpg(IpgSettings changed) {
        return new LoopConfig(threadName, waitMode, onThread, departures, changed);
    }
}
