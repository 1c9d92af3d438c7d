package org.paceline.pacer.ipg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.clock.NanoClock;

class LaunchTimeTest {
    private static final ByteBuffer FRAME = ByteBuffer.allocate(1_514);

    private final ManualClock clock = new ManualClock();
    private final List<Long> launchesNs = new ArrayList<>();
    private boolean full;
    private final IpgControl ipg = new LaunchTime(clock, new Launching(), 250_000);

    @Test
    void aFrameIsHandedOverAheadWithItsTime() {
        clock.advanceTo(800_000);

        assertEquals(800_000, ipg.earliestReleaseNs(1_050_000));
        assertEquals(1_050_000, ipg.release(FRAME, 1_514, 1_050_000));
        assertEquals(List.of(1_050_000L), launchesNs);
    }

    @Test
    void aThreadThatIsLateByLessThanTheLeadDoesNoHarm() {
        clock.advanceTo(1_000_000);

        assertEquals(1_050_000, ipg.release(FRAME, 1_514, 1_050_000));
    }

    @Test
    void whatIsLateDepartsAtOnce() {
        clock.advanceTo(1_100_000);

        assertEquals(1_100_000, ipg.release(FRAME, 1_514, 1_050_000));
        assertEquals(List.of(1_100_000L), launchesNs);
    }

    @Test
    void aFullDeviceIsSaid() {
        full = true;

        assertEquals(IpgControl.REFUSED, ipg.release(FRAME, 1_514, 0));
    }

    @Test
    void theKernelHoldsAnyGap() {
        assertEquals(new IpgCapability(GapHolder.KERNEL, 0, NanoClock.NEVER_NS, 1), ipg.capability());
        assertEquals(NanoClock.NEVER_NS, ipg.earliestReleaseNs(NanoClock.NEVER_NS));
    }

    @Test
    void aLeadThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LaunchTime(clock, new Launching(), -1));
        assertThrows(IllegalArgumentException.class, () -> new LaunchTime(clock, new Launching(), 100_000_001));
    }

    private final class Launching implements LaunchLine {
        @Override
        public boolean sendAt(ByteBuffer frame, int lengthBytes, long launchNs) {
            return !full && launchesNs.add(launchNs);
        }

        @Override
        public boolean send(ByteBuffer frame, int lengthBytes) {
            throw new AssertionError("every frame has a launch time");
        }
    }
}
