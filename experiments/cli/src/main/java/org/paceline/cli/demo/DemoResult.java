package org.paceline.cli.demo;

import java.util.List;
import org.paceline.probe.analysis.BackToBackThreshold;
import org.paceline.probe.host.HostFacts;

/**
 * What a demonstration found.
 *
 * @param path where the frames went, in a line
 * @param virtualTime the path was simulated; the host took no part in the timing
 * @param stampNoiseNs standard deviation of the capture's time stamps, 0 in virtual time
 * @param threshold rule of what counts as back to back
 * @param notes what the reader must know to judge the figures, such as an arm that is missing
 */
record DemoResult(
        DemoPlan plan,
        HostFacts host,
        String path,
        boolean virtualTime,
        long stampNoiseNs,
        BackToBackThreshold threshold,
        List<ArmResult> arms,
        List<String> notes) {
    /** Largest gap that counted as back to back behind a full frame. */
    long thresholdNs() {
        return threshold.thetaNs(DemoPlan.FULL_FRAME_BYTES);
    }
}
