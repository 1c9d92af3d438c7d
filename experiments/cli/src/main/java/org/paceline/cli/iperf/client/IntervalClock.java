package org.paceline.cli.iperf.client;

/**
 * When the next report is due. Reports keep to multiples of the interval, whatever they took. Times are nanoseconds.
 */
final class IntervalClock {
    private static final double NS_PER_SECOND = 1e9;

    private final long intervalNs;
    private long startNs;
    private long reportedNs;
    private long dueNs;

    /** @param intervalSeconds 0 for no reports before the end */
    IntervalClock(double intervalSeconds) {
        this.intervalNs = Math.round(intervalSeconds * NS_PER_SECOND);
    }

    void restart(long nowNs) {
        startNs = nowNs;
        reportedNs = nowNs;
        dueNs = nowNs + intervalNs;
    }

    /** @param graceNs reports that are due for less than this are left to the last report */
    boolean due(long nowNs, long graceNs) {
        return intervalNs > 0 && nowNs - dueNs >= graceNs;
    }

    void onReported(long nowNs) {
        reportedNs = nowNs;
        while (intervalNs > 0 && dueNs - nowNs <= 0) {
            dueNs += intervalNs;
        }
    }

    long intervalNs() {
        return intervalNs;
    }

    /** Time until the next report, at least 0. */
    long untilDueNs(long nowNs) {
        return intervalNs == 0 ? Long.MAX_VALUE : Math.max(0, dueNs - nowNs);
    }

    double reportedSeconds() {
        return (reportedNs - startNs) / NS_PER_SECOND;
    }

    double seconds(long nowNs) {
        return (nowNs - startNs) / NS_PER_SECOND;
    }
}
