package org.paceline.pacer.ipg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.clock.NanoClock;

class TimedReleaseTest {
    private static final ByteBuffer FRAME = ByteBuffer.allocate(1_514);

    private final ManualClock clock = new ManualClock();
    private final List<Long> sentNs = new ArrayList<>();
    private boolean full;
    private final IpgControl ipg = new TimedRelease(this::passing, this::send);

    @Test
    void aFrameIsHeldUntilItsDeparture() {
        clock.advanceTo(115_000);

        assertEquals(120_000, ipg.release(FRAME, 1_514, 120_000));
        assertEquals(List.of(120_000L), sentNs);
    }

    @Test
    void aLateFrameLeavesAtOnce() {
        clock.advanceTo(130_000);

        assertEquals(130_000, ipg.release(FRAME, 1_514, 120_000));
        assertEquals(List.of(130_000L), sentNs);
    }

    @Test
    void aFrameIsBuiltShortlyBeforeItsDeparture() {
        assertEquals(115_000, ipg.earliestReleaseNs(120_000));
        assertEquals(NanoClock.NEVER_NS, ipg.earliestReleaseNs(NanoClock.NEVER_NS));
    }

    @Test
    void aFullDeviceIsSaid() {
        full = true;

        assertEquals(IpgControl.REFUSED, ipg.release(FRAME, 1_514, 0));
        assertEquals(List.of(), sentNs);
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

    /** Moves by 100 ns each time that somebody looks. */
    private long passing() {
        long nowNs = clock.nowNs();
        clock.advanceBy(100);
        return nowNs;
    }

    private boolean send(ByteBuffer frame, int lengthBytes) {
        if (full) {
            return false;
        }
        sentNs.add(clock.nowNs() - 100);
        return true;
    }
}
