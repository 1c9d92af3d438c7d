package org.paceline.pacer.ipg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.wait.Park;
import org.paceline.pacer.wait.VirtualSource;

class TimedReleaseTest {
    private final ManualClock clock = new ManualClock();
    private final VirtualSource source = new VirtualSource(clock);
    private final IpgControl ipg = new TimedRelease(new Park(clock));

    @Test
    void aFrameIsHeldUntilItIsDue() {
        assertEquals(120_000, ipg.hold(120_000, source));
        assertEquals(120_000, clock.nowNs());
    }

    @Test
    void workComesBeforeTheGap() {
        assertEquals(30_000, ipg.hold(120_000, source.workAt(30_000)));
    }

    @Test
    void anyGapCanBeHeldByTheWaiter() {
        assertEquals(new IpgCapability(GapHolder.WAITER, 0, NanoClock.NEVER_NS, 1), ipg.capability());
    }

    @Test
    void aCapabilityThatIsNoRangeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new IpgCapability(GapHolder.WAITER, 2, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new IpgCapability(GapHolder.WAITER, -1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new IpgCapability(GapHolder.WAITER, 0, 1, 0));
    }
}
