package org.paceline.cli.lab;

/**
 * The first line of a machine's /proc/stat (proc(5)), or the difference of two.
 *
 * @param stolen ticks in which its processor had work and did not run
 * @param idle ticks in which it had none
 * @param all ticks
 */
record CpuTicks(long stolen, long idle, long all) {
    /** What to run in the machine. */
    static final String COMMAND = "head -n 1 /proc/stat";

    private static final int FIRST_COLUMN = 1;
    private static final int IDLE_COLUMN = 4;
    private static final int WAITING_FOR_DISK_COLUMN = 5;
    private static final int STEAL_COLUMN = 8;

    /** Guest time, which follows, is counted in user time already. */
    static CpuTicks parse(String line) {
        String[] columns = line.strip().split(" +", -1);
        if (!columns[0].equals("cpu") || columns.length <= STEAL_COLUMN) {
            throw new IllegalArgumentException("no line of /proc/stat: " + line.strip());
        }
        long all = 0;
        for (int column = FIRST_COLUMN; column <= STEAL_COLUMN; column++) {
            all += Long.parseLong(columns[column]);
        }
        long idle = Long.parseLong(columns[IDLE_COLUMN]) + Long.parseLong(columns[WAITING_FOR_DISK_COLUMN]);
        return new CpuTicks(Long.parseLong(columns[STEAL_COLUMN]), idle, all);
    }

    CpuTicks since(CpuTicks earlier) {
        return new CpuTicks(stolen - earlier.stolen, idle - earlier.idle, all - earlier.all);
    }

    /** Stolen time over all time, 0 to 1. */
    double stealShare() {
        return share(all);
    }

    /** Stolen time over the time in which there was work, 0 to 1. */
    double waitedShare() {
        return share(all - idle);
    }

    private double share(long ticks) {
        return ticks <= 0 ? 0 : (double) stolen / ticks;
    }
}
