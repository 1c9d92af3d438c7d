package org.paceline.pacer.ipg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.pacer.clock.ManualClock;

/** On a line of 100 Mb/s, where a byte takes 80 ns and a full frame 123,040. */
class GapFramesTest {
    private static final ByteBuffer FRAME = ByteBuffer.allocate(1_514);
    private static final int FULL = 1_514;
    private static final long BYTE_NS = 80;
    private static final long FULL_NS = 123_040;
    private static final long LEAD_NS = 300_000;

    private final ManualClock clock = new ManualClock();
    private final Line line = new Line();
    private final GapFrames ipg = new GapFrames(clock, line, new LineRate(100_000_000), LEAD_NS, FULL);

    @Test
    void aFrameMayBeReleasedALeadAhead() {
        assertEquals(700_000, ipg.earliestReleaseNs(1_000_000));
        assertEquals(Long.MAX_VALUE, ipg.earliestReleaseNs(Long.MAX_VALUE));
    }

    @Test
    void theLineIsFilledUpToTheDeparture() {
        clock.advanceTo(1_000_000);

        assertEquals(1_100_000, ipg.release(FRAME, FULL, 1_100_000));
        assertEquals(List.of(1_250 - 24), line.gapFrames);
    }

    @Test
    void aLateReleaseWithinTheLeadMovesNothing() {
        clock.advanceTo(1_000_000);
        ipg.release(FRAME, FULL, 1_100_000);
        line.gapFrames.clear();
        clock.advanceTo(1_200_000); // while the line is still busy with the frame

        assertTrue(Math.abs(ipg.release(FRAME, FULL, 1_400_000) - 1_400_000) <= BYTE_NS / 2);
        int gapBytes = line.gapFrames.stream().mapToInt(bytes -> bytes + 24).sum();
        assertEquals((1_400_000 - 1_100_000 - FULL_NS) / BYTE_NS, gapBytes);
    }

    @Test
    void aReleaseAfterItsTimeLeavesAtOnce() {
        clock.advanceTo(1_000_000);

        assertEquals(1_000_000, ipg.release(FRAME, FULL, 900_000));
        assertEquals(List.of(), line.gapFrames);
    }

    @Test
    void everyGapThatHoldsAFrameIsExact() {
        clock.advanceTo(1_000_000);
        for (int gapBytes = 84; gapBytes < 6_000; gapBytes++) {
            clock.advanceBy(10_000_000);
            line.gapFrames.clear();
            ipg.release(FRAME, FULL, clock.nowNs() + gapBytes * BYTE_NS);

            assertEquals(
                    gapBytes,
                    line.gapFrames.stream().mapToInt(bytes -> bytes + 24).sum());
            assertTrue(line.gapFrames.stream().allMatch(bytes -> bytes >= 60 && bytes <= FULL));
        }
    }

    @Test
    void gapsThatHoldNoFrameAreMadeUpForByTheNext() {
        long gapNs = FULL_NS + 30 * BYTE_NS;
        clock.advanceTo(1_000_000);
        for (int frame = 0; frame < 10_000; frame++) {
            long dueNs = 1_000_000 + frame * gapNs;
            clock.advanceTo(dueNs - LEAD_NS);

            long departsNs = ipg.release(FRAME, FULL, dueNs);

            assertTrue(
                    Math.abs(departsNs - dueNs) <= 42 * BYTE_NS, "frame " + frame + " off by " + (departsNs - dueNs));
        }
    }

    @Test
    void aDeviceThatIsFullHalfwayIsFilledOnLater() {
        clock.advanceTo(1_000_000);
        line.room = 1;

        assertEquals(IpgControl.REFUSED, ipg.release(FRAME, FULL, 1_300_000));
        line.room = 10;
        assertEquals(1_300_000, ipg.release(FRAME, FULL, 1_300_000));
        assertEquals(
                300_000 / BYTE_NS,
                line.gapFrames.stream().mapToInt(bytes -> bytes + 24).sum());
    }

    @Test
    void whatIsNoLeadIsRefused() {
        LineRate rate = new LineRate(1_000);
        assertThrows(IllegalArgumentException.class, () -> new GapFrames(clock, line, rate, -1, FULL));
        assertThrows(IllegalArgumentException.class, () -> new GapFrames(clock, line, rate, 200_000_000, FULL));
        assertThrows(IllegalArgumentException.class, () -> new GapFrames(clock, line, rate, 0, 60));
    }

    private static final class Line implements GapLine {
        private final List<Integer> gapFrames = new ArrayList<>();
        private int room = Integer.MAX_VALUE;

        @Override
        public boolean send(ByteBuffer frame, int lengthBytes) {
            return room-- > 0;
        }

        @Override
        public boolean sendGap(int lengthBytes) {
            if (room-- <= 0) {
                return false;
            }
            gapFrames.add(lengthBytes);
            return true;
        }
    }
}
