package org.paceline.probe.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Time that the hypervisor ran something else while a CPU of ours had work (the {@code steal} column of /proc/stat).
 *
 * <p>It counts in ticks of 10 ms over all CPUs, so a short run may show none although something was taken. Immutable.
 */
public final class StealTime {
    private static final Path PROC_STAT = Path.of("/proc/stat");

    /** proc(5): the times of /proc/stat are in USER_HZ, which is 100 on every architecture that Linux still knows. */
    private static final long MS_PER_TICK = 10;

    /** cpu user nice system idle iowait irq softirq steal. */
    private static final int STEAL_COLUMN = 8;

    private final long ticks;

    private StealTime(long ticks) {
        this.ticks = ticks;
    }

    /** Reads the counter; a host that has none counts as one that steals nothing. */
    public static StealTime now() {
        try {
            return parse(Files.readString(PROC_STAT));
        } catch (IOException absent) {
            return new StealTime(0);
        }
    }

    /** Takes the counter from the text of /proc/stat. */
    static StealTime parse(String procStat) {
        String[] columns = procStat.lines().findFirst().orElse("").trim().split(" +", -1);
        boolean known = columns[0].equals("cpu") && columns.length > STEAL_COLUMN;
        return new StealTime(known ? Long.parseLong(columns[STEAL_COLUMN]) : 0);
    }

    /** Milliseconds stolen between {@code earlier} and this reading, of all CPUs together. */
    public long msSince(StealTime earlier) {
        return (ticks - earlier.ticks) * MS_PER_TICK;
    }
}
