package org.paceline.utcp.runtime;

import org.jspecify.annotations.Nullable;
import org.paceline.pacer.control.FixedRate;
import org.paceline.pacer.control.TransmitLimit;

/**
 * Settings of a loop's thread.
 *
 * @param threadName as it stands in a thread dump
 * @param waitMode how the thread waits
 * @param onThread runs first on the thread: to pin it, raise its priority, lower its timer slack
 * @param departures told of every paced frame that leaves
 * @param ipg how the gap between frames is held
 * @param deviceQueue how much of all connections' data may stand in the device's queue
 * @param aggregateRate of all connections together, null for none
 * @param cpuHeadroom windows grow only while the loop has time for what they bring
 */
public record LoopConfig(
        String threadName,
        WaitMode waitMode,
        Runnable onThread,
        DepartureListener departures,
        IpgSettings ipg,
        TransmitLimit deviceQueue,
        @Nullable FixedRate aggregateRate,
        boolean cpuHeadroom) {
    public static LoopConfig defaults() {
        return new LoopConfig(
                "utcp",
                WaitMode.PARK_THEN_SPIN,
                () -> {},
                DepartureListener.NONE,
                IpgSettings.defaults(),
                TransmitLimit.AUTOMATIC,
                null,
                true);
    }

    public LoopConfig withWaitMode(WaitMode changed) {
        return new LoopConfig(threadName, changed, onThread, departures, ipg, deviceQueue, aggregateRate, cpuHeadroom);
    }

    public LoopConfig withOnThread(Runnable changed) {
        return new LoopConfig(threadName, waitMode, changed, departures, ipg, deviceQueue, aggregateRate, cpuHeadroom);
    }

    public LoopConfig withDepartures(DepartureListener changed) {
        return new LoopConfig(threadName, waitMode, onThread, changed, ipg, deviceQueue, aggregateRate, cpuHeadroom);
    }

    public LoopConfig withIpg(IpgSettings changed) {
        return new LoopConfig(
                threadName, waitMode, onThread, departures, changed, deviceQueue, aggregateRate, cpuHeadroom);
    }

    public LoopConfig withDeviceQueue(TransmitLimit changed) {
        return new LoopConfig(threadName, waitMode, onThread, departures, ipg, changed, aggregateRate, cpuHeadroom);
    }

    public LoopConfig withAggregateRate(@Nullable FixedRate changed) {
        return new LoopConfig(threadName, waitMode, onThread, departures, ipg, deviceQueue, changed, cpuHeadroom);
    }

    public LoopConfig withCpuHeadroom(boolean changed) {
        return new LoopConfig(threadName, waitMode, onThread, departures, ipg, deviceQueue, aggregateRate, changed);
    }
}
