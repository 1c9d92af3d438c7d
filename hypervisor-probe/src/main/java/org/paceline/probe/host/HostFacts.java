package org.paceline.probe.host;

/**
 * What a result must say about the host that it was measured on. Text is never null; what cannot be read is "unknown".
 *
 * @param kernel operating system and its release
 * @param cpuModel as /proc/cpuinfo names it
 * @param cores that this process may run on
 * @param hypervisor the CPU says that it is a virtual one
 * @param clockSource the kernel's current clock source
 * @param jdk version and vendor of the running JVM
 */
public record HostFacts(String kernel, String cpuModel, int cores, boolean hypervisor, String clockSource, String jdk) {
    private static final String UNKNOWN = "unknown";
    private static final String CPU_INFO = "proc/cpuinfo";
    private static final String CLOCK_SOURCE = "sys/devices/system/clocksource/clocksource0/current_clocksource";

    /** Reads the facts of this host. */
    public static HostFacts read() {
        return read(HostFiles.live());
    }

    /** The same, with another host's files; system, cores and Java are those of this process. */
    static HostFacts read(HostFiles files) {
        String cpuInfo = files.text(CPU_INFO);
        String clockSource = files.text(CLOCK_SOURCE);
        return new HostFacts(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                cpuModel(cpuInfo),
                Runtime.getRuntime().availableProcessors(),
                hypervisorFlag(cpuInfo),
                clockSource.isEmpty() ? UNKNOWN : clockSource,
                System.getProperty("java.version") + " " + System.getProperty("java.vendor"));
    }

    static String cpuModel(String cpuInfo) {
        String model = field(cpuInfo, "model name");
        return model.isEmpty() ? UNKNOWN : model;
    }

    static boolean hypervisorFlag(String cpuInfo) {
        return (" " + field(cpuInfo, "flags") + " ").contains(" hypervisor ");
    }

    private static String field(String cpuInfo, String name) {
        return cpuInfo.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("");
    }
}
