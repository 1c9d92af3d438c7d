package org.paceline.pacer.wait;

import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.clock.NanoClock;

/** Looking at it takes time, so that spinning on it comes to an end. */
public record TickingClock(ManualClock clock, long tickNs) implements NanoClock {
    @Override
    public long nowNs() {
        clock.advanceBy(tickNs);
        return clock.nowNs();
    }
}
