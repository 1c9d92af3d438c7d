package org.paceline.cli.pacebench;

import java.util.List;
import org.paceline.probe.host.HostFacts;

/** What a bench found. */
record BenchResult(BenchPlan plan, HostFacts host, long stampNoiseNs, long stealMs, List<Turn> turns) {
    /** In the order of the plan. */
    List<ArmSummary> summaries() {
        return plan.arms().stream().map(arm -> ArmSummary.of(arm, turns)).toList();
    }
}
