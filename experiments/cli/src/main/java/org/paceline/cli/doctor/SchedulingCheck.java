package org.paceline.cli.doctor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.probe.host.HostFiles;

/** Whether a thread can be on time here: clock, timers, cores, priorities. */
final class SchedulingCheck {
    /** capability.h: what SCHED_FIFO asks for. */
    private static final int CAP_SYS_NICE = 23;

    private static final Pattern EFFECTIVE = Pattern.compile("(?m)^CapEff:\\s*([0-9a-f]+)");
    private static final Pattern RTPRIO = Pattern.compile("(?m)^Max realtime priority\\s+(\\S+)");

    private SchedulingCheck() {}

    static List<Finding> findings(HostFiles files) {
        return List.of(
                clockSource(files.text("sys/devices/system/clocksource/clocksource0/current_clocksource")),
                timerSlack(files.text("proc/self/timerslack_ns")),
                cores(Runtime.getRuntime().availableProcessors()),
                isolated(files.text("sys/devices/system/cpu/isolated")),
                realTime(files.text("proc/self/status"), files.text("proc/self/limits")),
                throttle(files.text("proc/sys/kernel/sched_rt_runtime_us")));
    }

    static Finding clockSource(String name) {
        return switch (name) {
            case "" -> Finding.limited("clock source", "unknown", "mount /sys to see it");
            case "hpet", "acpi_pm", "jiffies", "refined-jiffies" ->
                Finding.limited(
                        "clock source", name, "each reading costs about a microsecond; boot with clocksource=tsc");
            default -> Finding.ok("clock source", name);
        };
    }

    /**
     * @param slackNs empty without privilege: the kernel tells it of the calling thread only, and /proc/self is another
     */
    static Finding timerSlack(String slackNs) {
        String standard = slackNs.isEmpty() ? "" : slackNs + " ns by default; ";
        return Finding.ok("timer slack", standard + "the sending thread asks for 1 ns");
    }

    static Finding cores(int count) {
        return count > 1
                ? Finding.ok("cores", String.valueOf(count))
                : Finding.limited("cores", "1", "sender and receiver take turns; give the machine a second core");
    }

    static Finding isolated(String cpus) {
        return cpus.isEmpty()
                ? Finding.limited(
                        "isolated cpus",
                        "none",
                        "other tasks make tails of milliseconds; boot with isolcpus= and nohz_full=")
                : Finding.ok("isolated cpus", cpus);
    }

    /** @param status, limits the text of /proc/self/status and /proc/self/limits */
    static Finding realTime(String status, String limits) {
        Matcher effective = EFFECTIVE.matcher(status);
        if (effective.find() && (Long.parseUnsignedLong(effective.group(1), 16) >>> CAP_SYS_NICE & 1) == 1) {
            return Finding.ok("real time", "SCHED_FIFO by CAP_SYS_NICE");
        }
        Matcher rtprio = RTPRIO.matcher(limits);
        if (rtprio.find() && !rtprio.group(1).equals("0")) {
            return Finding.ok("real time", "SCHED_FIFO by rtprio " + rtprio.group(1));
        }
        return Finding.limited(
                "real time",
                "no SCHED_FIFO",
                "the scheduler may delay a departure by milliseconds; run as root or allow rtprio in limits.conf");
    }

    static Finding throttle(String runtimeUs) {
        return switch (runtimeUs) {
            case "" -> Finding.ok("real-time throttle", "none on this kernel");
            case "-1" -> Finding.ok("real-time throttle", "off");
            default ->
                Finding.limited(
                        "real-time throttle",
                        runtimeUs + " us of each second",
                        "a thread that spins at SCHED_FIFO stands still for the rest;"
                                + " park-then-spin avoids it, or: sysctl -w kernel.sched_rt_runtime_us=-1");
        };
    }
}
