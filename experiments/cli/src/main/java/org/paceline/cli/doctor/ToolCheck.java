package org.paceline.cli.doctor;

import java.util.List;

/** Programs of others that runs and tests start. */
final class ToolCheck {
    private ToolCheck() {}

    static List<Finding> findings() {
        return List.of(
                tool("ip", "apt-get install iproute2", ProgramRun.of("ip", "-V"))
                        .forDemo(),
                tool("nsenter", "apt-get install util-linux", ProgramRun.of("nsenter", "--version"))
                        .forDemo(),
                tool("ethtool", "apt-get install ethtool", ProgramRun.of("ethtool", "--version")),
                tool(
                        "iperf3",
                        "apt-get install iperf3; until then our own sink receives",
                        ProgramRun.of("iperf3", "-v")),
                tool("tshark", "apt-get install tshark; some tests are skipped", ProgramRun.of("tshark", "-v")));
    }

    /** The first line that has a version in it; tshark greets root with a warning before. */
    private static String version(String output) {
        return output.lines()
                .filter(line -> line.matches(".*\\d\\.\\d.*"))
                .findFirst()
                .orElse("version unknown");
    }

    static Finding tool(String name, String remedy, ProgramRun versionRun) {
        return versionRun.succeeded()
                ? Finding.ok(name, version(versionRun.output()))
                : Finding.missing(name, "not found", remedy);
    }
}
