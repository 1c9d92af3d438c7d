package org.paceline.packetdrill.profile;

import java.util.HashMap;
import java.util.Map;
import org.paceline.packetdrill.script.UnsupportedException;

/** The sysctls of one kernel that have a meaning here, or are known to have none. */
final class SysctlTable {
    private final Map<String, Setting> settings = new HashMap<>();

    private SysctlTable() {}

    static SysctlTable of(Profile profile) {
        SysctlTable table = new SysctlTable();
        LinuxSysctls.addTo(table);
        FreeBsdSysctls.addTo(table);
        return table;
    }

    void add(String name, Setting setting) {
        settings.put(name, setting);
    }

    void harmless(String... names) {
        for (String name : names) {
            settings.put(name, Setting.HARMLESS);
        }
    }

    /** A setting that is here in one state only. */
    void only(String name, String... values) {
        settings.put(name, (host, value) -> {
            if (!java.util.List.of(values).contains(value)) {
                throw new UnsupportedException("sysctl " + name + "=" + value);
            }
        });
    }

    private static String canonical(String name) {
        return name.replaceFirst("^/?proc/sys/", "").replace('/', '.').strip();
    }

    /** @throws UnsupportedException when no setting has that name */
    Setting require(String name) {
        Setting setting = settings.get(canonical(name));
        if (setting == null) {
            throw new UnsupportedException("sysctl " + canonical(name));
        }
        return setting;
    }

    /** Applies {@code name=value}; the name with dots or slashes. */
    void apply(HostSettings host, String name, String value) {
        String canonical = canonical(name);
        Setting setting = require(name);
        try {
            setting.apply(host, value.strip());
        } catch (NumberFormatException notNumber) {
            throw new UnsupportedException("sysctl " + canonical + "=" + value);
        }
    }
}
