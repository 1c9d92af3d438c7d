package org.paceline.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.probe.host.HostFiles;

/**
 * Queueing disciplines of this kernel, by its configuration: trying them would load modules into the host.
 *
 * <p>None is needed. They serve comparisons, with kernel pacing ({@code fq}) or hardware release ({@code etf}).
 */
final class QdiscCheck {
    private static final List<String> NAMES = List.of("tbf", "fq", "netem", "etf");

    private QdiscCheck() {}

    static List<Finding> findings(HostFiles files) {
        String config = files.unzippedText("proc/config.gz");
        if (config.isEmpty()) {
            config = files.text("boot/config-" + files.text("proc/sys/kernel/osrelease"));
        }
        String known = config;
        return NAMES.stream().map(name -> qdisc(name, known)).toList();
    }

    /** @param config the kernel's configuration, empty when it is not published */
    static Finding qdisc(String name, String config) {
        String topic = "qdisc " + name;
        if (config.isEmpty()) {
            return Finding.limited(topic, "unknown", "this kernel does not publish its configuration");
        }
        String option = "CONFIG_NET_SCH_" + name.toUpperCase(Locale.ROOT);
        Matcher setting = Pattern.compile("(?m)^" + option + "=([ym])$").matcher(config);
        if (!setting.find()) {
            return Finding.missing(topic, "not in this kernel", "only for comparisons: take a kernel with " + option);
        }
        return Finding.ok(topic, setting.group(1).equals("y") ? "built in" : "a module");
    }
}
