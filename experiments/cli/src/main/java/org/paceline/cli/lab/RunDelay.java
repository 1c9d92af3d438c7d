package org.paceline.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.paceline.testbed.TestbedException;

/**
 * For how long the threads of a process of this host had work and no processor, so far: what a guest calls stolen, also
 * where its hypervisor does not tell it (proc(5), {@code schedstat}).
 *
 * @param runNs in which they ran
 * @param delayNs of all its threads
 * @param atNs when this was read
 */
record RunDelay(long runNs, long delayNs, long atNs) {
    private static final int RUN_FIELD = 0;
    private static final int DELAY_FIELD = 1;

    static RunDelay of(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            long runNs = 0;
            long delayNs = 0;
            for (Path thread : threads.toList()) {
                String[] fields =
                        Files.readString(thread.resolve("schedstat")).strip().split(" ", -1);
                runNs += Long.parseLong(fields[RUN_FIELD]);
                delayNs += Long.parseLong(fields[DELAY_FIELD]);
            }
            return new RunDelay(runNs, delayNs, System.nanoTime());
        } catch (IOException gone) {
            throw new TestbedException("process " + pid + " has no schedstat: " + gone.getMessage(), gone);
        }
    }

    /** Of the time since then; more than 1 when several of its threads waited at once. */
    double shareSince(RunDelay earlier) {
        return (double) (delayNs - earlier.delayNs) / (atNs - earlier.atNs);
    }

    /** Of the time since then in which it had work, the part in which it waited. */
    double shareOfWorkSince(RunDelay earlier) {
        double waitedNs = (double) delayNs - earlier.delayNs;
        return waitedNs / Math.max(1, waitedNs + runNs - earlier.runNs);
    }
}
