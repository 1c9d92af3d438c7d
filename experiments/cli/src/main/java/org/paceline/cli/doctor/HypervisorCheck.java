package org.paceline.cli.doctor;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.probe.host.HostFiles;
import org.paceline.probe.host.StealTime;

/** Whether the machine is a guest, and how much of its time others have had. */
final class HypervisorCheck {
    private static final Pattern FLAG = Pattern.compile("(?m)^flags\\s*:.*\\bhypervisor\\b");
    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
    private static final double PERCENT = 100;

    private HypervisorCheck() {}

    static Finding finding(HostFiles files) {
        String vendor =
                (files.text("sys/class/dmi/id/sys_vendor") + " " + files.text("sys/class/dmi/id/product_name")).strip();
        return finding(files.text("proc/cpuinfo"), files.text("sys/hypervisor/type"), vendor, files.text("proc/stat"));
    }

    /**
     * @param cpuInfo, stat the text of /proc/cpuinfo and /proc/stat
     * @param type of /sys/hypervisor; empty unless Xen
     * @param vendor of the firmware tables; may be empty
     */
    static Finding finding(String cpuInfo, String type, String vendor, String stat) {
        Matcher model = MODEL.matcher(cpuInfo);
        String cpu = model.find() ? model.group(1).strip() : "unknown cpu";
        if (type.isEmpty() && !FLAG.matcher(cpuInfo).find()) {
            return Finding.ok("hypervisor", "none seen on " + cpu);
        }
        String name = (type + " " + vendor).strip();
        String guest = name.isEmpty() ? "a guest on " + cpu : "a guest of " + name + " on " + cpu;
        String fact = String.format(Locale.ROOT, "%s, %.2f %% of its time stolen", guest, stolenPercent(stat));
        return Finding.limited(
                "hypervisor", fact, "a stolen moment delays a departure; compare steal and noise floor of each run");
    }

    /** Share of all time since boot, in percent. */
    static double stolenPercent(String stat) {
        return PERCENT * StealTime.parse(stat).shareSinceStart();
    }
}
