package org.paceline.probe.host;

/**
 * Time that the hypervisor ran something else while a CPU of ours had work (the {@code steal} column of /proc/stat).
 *
 * <p>It counts in ticks of 10 ms over all CPUs, so a short run may show none although something was taken. Immutable.
 */
public final class StealTime {
    private static final String PROC_STAT = "proc/stat";

    /** proc(5): the times of /proc/stat are in USER_HZ, which is 100 on every architecture that Linux still knows. */
    private static final long MS_PER_TICK = 10;

    /** cpu user nice system idle iowait irq softirq steal; guest times that follow are part of user. */
    private static final int STEAL_COLUMN = 8;

    private static final String TICKS = "\\d{1,18}";

    private final long ticks;
    private final long allTicks;

    private StealTime(long ticks, long allTicks) {
        this.ticks = ticks;
        this.allTicks = allTicks;
    }

    /** Reads the counter; a host that has none counts as one that steals nothing. */
    public static StealTime now() {
        return of(HostFiles.live());
    }

    /** The same, of a host's files. */
    public static StealTime of(HostFiles files) {
        return parse(files.text(PROC_STAT));
    }

    /** Takes the counter from the text of /proc/stat. */
    public static StealTime parse(String procStat) {
        String[] columns = procStat.lines().findFirst().orElse("").trim().split(" +", -1);
        if (!columns[0].equals("cpu") || columns.length <= STEAL_COLUMN) {
            return new StealTime(0, 0);
        }
        long all = 0;
        for (int column = 1; column <= STEAL_COLUMN; column++) {
            if (!columns[column].matches(TICKS)) {
                return new StealTime(0, 0);
            }
            all += Long.parseLong(columns[column]);
        }
        return new StealTime(Long.parseLong(columns[STEAL_COLUMN]), all);
    }

    /** Milliseconds stolen between {@code earlier} and this reading, of all CPUs together. */
    public long msSince(StealTime earlier) {
        return (ticks - earlier.ticks) * MS_PER_TICK;
    }

    /** Stolen time over all time between {@code earlier} and this reading, 0 to 1; NaN when no tick passed. */
    public double shareSince(StealTime earlier) {
        long passed = allTicks - earlier.allTicks;
        return passed <= 0 ? Double.NaN : (double) (ticks - earlier.ticks) / passed;
    }

    /** The share since the host was started; 0 when nothing was counted. */
    public double shareSinceStart() {
        return allTicks == 0 ? 0 : (double) ticks / allTicks;
    }
}
