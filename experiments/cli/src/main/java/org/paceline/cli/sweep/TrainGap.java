package org.paceline.cli.sweep;

import org.paceline.pacer.control.FixedGap;
import org.paceline.pacer.control.PacedFlow;
import org.paceline.pacer.control.PacingPolicy;

/**
 * The fixed gap of the train that is being sent. Who sends the trains sets it while nothing waits to leave; until the
 * next time it is as pure as the gap that it holds.
 */
final class TrainGap implements PacingPolicy {
    private volatile FixedGap gap = new FixedGap(0);

    void set(long gapNs) {
        gap = new FixedGap(gapNs);
    }

    @Override
    public long intervalNs(PacedFlow flow, int payloadBytes) {
        return gap.intervalNs(flow, payloadBytes);
    }

    @Override
    public String name() {
        return gap.name();
    }
}
