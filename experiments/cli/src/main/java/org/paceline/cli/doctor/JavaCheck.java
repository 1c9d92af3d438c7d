package org.paceline.cli.doctor;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** The Java that runs this, and the collector that it runs with. */
final class JavaCheck {
    private JavaCheck() {}

    static List<Finding> findings() {
        List<String> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .toList();
        String fact = Runtime.version() + ", " + System.getProperty("java.vendor");
        return List.of(Finding.ok("java", fact), collector(collectors));
    }

    /** @param names as the JVM's management beans call its collectors */
    static Finding collector(List<String> names) {
        String fact = String.join(", ", names);
        boolean pausesBriefly = names.stream()
                .anyMatch(name -> name.contains("Shenandoah") || name.contains("ZGC") || name.contains("Epsilon"));
        return pausesBriefly
                ? Finding.ok("collector", fact)
                : Finding.limited(
                        "collector",
                        fact,
                        "its pauses delay departures: start through ./paceline, which takes another");
    }
}
