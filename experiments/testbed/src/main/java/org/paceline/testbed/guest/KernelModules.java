package org.paceline.testbed.guest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code modules.dep} of depmod(8) says: which modules a module needs, and thus the order of loading. */
final class KernelModules {
    private final Map<String, String> paths = new HashMap<>();
    private final Map<String, List<String>> needs = new HashMap<>();

    /** @param modulesDep lines of {@code path: path ...}, all below the folder of the file */
    KernelModules(String modulesDep) {
        modulesDep.lines().forEach(this::take);
    }

    private void take(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return;
        }
        String path = line.substring(0, colon);
        paths.put(name(path), path);
        String needed = line.substring(colon + 1).strip();
        needs.put(path, needed.isEmpty() ? List.of() : List.of(needed.split(" +", -1)));
    }

    /** Paths of the named modules and all that they need, each after what it needs; one built in is left out. */
    List<String> loadOrder(List<String> names) {
        Set<String> order = new LinkedHashSet<>();
        for (String name : names) {
            String path = paths.get(name.replace('-', '_'));
            if (path != null) {
                add(path, order);
            }
        }
        return new ArrayList<>(order);
    }

    private void add(String path, Set<String> order) {
        for (String needed : needs.getOrDefault(path, List.of())) {
            if (!order.contains(needed)) {
                add(needed, order);
            }
        }
        order.add(path);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1)
                .replaceFirst("\\.ko(\\..*)?$", "")
                .replace('-', '_');
    }
}
