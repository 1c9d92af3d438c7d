package org.paceline.cli.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.paceline.probe.host.HostFiles;

/** Everything that was found on a host, in the order of reading. */
public record Examination(List<Finding> findings) {
    public Examination {
        findings = List.copyOf(findings);
    }

    /** Looks at this host. What must be tried is tried in namespaces that end at once. */
    public static Examination ofThisHost() {
        HostFiles files = new HostFiles(Path.of("/"));
        List<Finding> findings = new ArrayList<>(JavaCheck.findings());
        findings.add(NamespaceCheck.finding(files));
        findings.addAll(DeviceCheck.findings(files));
        findings.addAll(SchedulingCheck.findings(files));
        findings.add(HypervisorCheck.finding(files));
        findings.add(CongestionCheck.finding(files));
        findings.addAll(QdiscCheck.findings(files));
        findings.addAll(ToolCheck.findings());
        return new Examination(findings);
    }

    /** Whether the demo can show real packets here. */
    public boolean readyForDemo() {
        return blocking().isEmpty();
    }

    /** What stands in the demo's way. */
    List<Finding> blocking() {
        return findings.stream().filter(Finding::blocks).toList();
    }
}
