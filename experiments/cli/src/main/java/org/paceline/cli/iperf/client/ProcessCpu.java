package org.paceline.cli.iperf.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.paceline.cli.iperf.protocol.CpuShare;

/** CPU time of this process between two moments, from proc_pid_stat(5). */
final class ProcessCpu {
    /** USER_HZ: what the kernel shows times in, 100 on every platform that Java runs on. */
    private static final double TICK_SECONDS = 0.01;

    private final long userTicks;
    private final long systemTicks;

    private ProcessCpu(long userTicks, long systemTicks) {
        this.userTicks = userTicks;
        this.systemTicks = systemTicks;
    }

    static ProcessCpu now() {
        try {
            return of(Files.readString(Path.of("/proc/self/stat")));
        } catch (IOException notLinux) {
            return new ProcessCpu(0, 0);
        }
    }

    static ProcessCpu of(String stat) {
        // the name in parentheses may hold spaces; utime and stime are fields 14 and 15, state after the name is 3
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessCpu(Long.parseLong(fields[11]), Long.parseLong(fields[12]));
    }

    /** Share of one core since {@code start}. */
    CpuShare since(ProcessCpu start, double seconds) {
        if (seconds <= 0) {
            return CpuShare.NONE;
        }
        double user = (userTicks - start.userTicks) * TICK_SECONDS / seconds * 100;
        double system = (systemTicks - start.systemTicks) * TICK_SECONDS / seconds * 100;
        return new CpuShare(user + system, user, system);
    }
}
