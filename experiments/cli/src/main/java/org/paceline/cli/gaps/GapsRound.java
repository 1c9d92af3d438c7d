package org.paceline.cli.gaps;

import java.util.List;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.testbed.DelayNodeReport;
import org.paceline.utcp.runtime.IpgMechanism;

/**
 * One mechanism in one round.
 *
 * @param chosen what held the gaps, which is the timer where the mechanism was refused
 * @param reason why
 * @param gapErrorsNs distance of each gap at the receiver from its target, sorted
 * @param missing frames that did not arrive
 * @param noiseFloorNs lateness of the same waiter with nothing to do, right before
 * @param node how punctual the bottleneck was itself
 * @param stealMs time that the hypervisor took meanwhile
 */
record GapsRound(
        IpgMechanism asked,
        IpgMechanism chosen,
        String reason,
        List<Long> gapErrorsNs,
        int missing,
        Percentiles noiseFloorNs,
        DelayNodeReport node,
        long stealMs) {
    GapsRound {
        gapErrorsNs = List.copyOf(gapErrorsNs);
    }
}
