package org.paceline.utcp.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.paceline.nic.memory.IpgRegister;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.MemoryDevice;
import org.paceline.nic.memory.MemoryPair;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.ipg.GapFrames;
import org.paceline.pacer.ipg.GapRegister;
import org.paceline.pacer.ipg.HardwareGap;
import org.paceline.pacer.ipg.IpgControl;
import org.paceline.pacer.ipg.LineRate;
import org.paceline.pacer.ipg.TimedRelease;

/**
 * What a receiver sees behind a link of 1 Gb/s when the thread that paces wakes up to 200 us late, and what each
 * mechanism makes of it. In virtual time.
 */
class IpgOverLinkTest {
    private static final LineRate RATE = new LineRate(1_000_000_000);
    private static final int FRAME_BYTES = 1_514;
    private static final long FRAME_NS = 12_304;
    private static final long MAX_LATE_NS = 200_000;
    private static final long LEAD_NS = 250_000;
    private static final int FRAMES = 5_000;

    /** 200 Mb/s of full frames. */
    private static final long GAP_NS = 60_000;

    private final ManualClock clock = new ManualClock();
    private final MemoryPair pair = MemoryDevice.pair(
            LinkModel.defaults().withRateBitsPerSecond(RATE.bitsPerSecond()).withDelayNs(1_000_000), 1, clock::nowNs);
    private final DeviceLine line = new DeviceLine(pair.a());
    private final IpgControl gapFrames = new GapFrames(clock, line, RATE, LEAD_NS, FRAME_BYTES);
    private final IpgControl timed = new TimedRelease(clock, line);

    @Test
    void gapFramesHoldTheGapWhateverTheTimerDoes() {
        long[] gapsNs = gapsNs(gapFrames, GAP_NS, MAX_LATE_NS);

        long worstNs =
                LongStream.of(gapsNs).map(gap -> Math.abs(gap - GAP_NS)).max().orElseThrow();
        assertTrue(worstNs <= 2 * FRAME_NS, worstNs + " ns off");
        assertEquals((double) GAP_NS, LongStream.of(gapsNs).average().orElseThrow(), GAP_NS / 1_000.0);
        assertTrue(pair.a().outbound().discardedPause() > FRAMES);
    }

    @Test
    void timedReleaseGivesTheTimersLatenessToTheReceiver() {
        long[] gapsNs = gapsNs(timed, GAP_NS, MAX_LATE_NS);

        long off = LongStream.of(gapsNs)
                .filter(gap -> Math.abs(gap - GAP_NS) > 2 * FRAME_NS)
                .count();
        assertTrue(off > gapsNs.length / 2, off + " gaps of " + gapsNs.length);
    }

    @Test
    void aTimerLateByMoreThanTheLeadIsSeen() {
        long[] gapsNs = gapsNs(gapFrames, GAP_NS, 2 * LEAD_NS);

        long worstNs =
                LongStream.of(gapsNs).map(gap -> Math.abs(gap - GAP_NS)).max().orElseThrow();
        assertTrue(worstNs > 2 * FRAME_NS, worstNs + " ns off");
    }

    @Test
    void aLineThatIsIdleBetweenFramesIsFilledInTime() {
        long[] gapsNs = gapsNs(gapFrames, 20 * GAP_NS, MAX_LATE_NS);

        long worstNs = LongStream.of(gapsNs)
                .map(gap -> Math.abs(gap - 20 * GAP_NS))
                .max()
                .orElseThrow();
        assertTrue(worstNs <= 2 * FRAME_NS, worstNs + " ns off");
    }

    @Test
    void aCardWithARegisterHoldsTheGapDownToATenthOfTheRate() {
        IpgControl hardware = new HardwareGap(clock, line, register(), RATE, LEAD_NS);
        for (long gapNs : new long[] {2 * FRAME_NS, GAP_NS, 10 * FRAME_NS}) {
            long[] gapsNs = gapsNs(hardware, gapNs, MAX_LATE_NS);

            // behind the first frame, which no gap comes before
            long worstNs = LongStream.of(gapsNs)
                    .map(gap -> Math.abs(gap - gapNs))
                    .max()
                    .orElseThrow();
            assertTrue(worstNs <= 16, worstNs + " ns off at gaps of " + gapNs);
        }
    }

    private GapRegister register() {
        IpgRegister register = pair.a().outbound().ipgRegister();
        return new GapRegister() {
            @Override
            public int minGapBytes() {
                return IpgRegister.MIN_GAP_BYTES;
            }

            @Override
            public int maxGapBytes() {
                return IpgRegister.MAX_GAP_BYTES;
            }

            @Override
            public void gapBytes(int bytes) {
                register.gapBytes(bytes);
            }
        };
    }

    /** Gaps at the receiver of frames that are due in even steps, released by a thread that wakes late. */
    private long[] gapsNs(IpgControl ipg, long gapNs, long maxLateNs) {
        SplittableRandom lateness = new SplittableRandom(7);
        ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
        ByteBuffer received = ByteBuffer.allocate(2_000);
        long firstNs = clock.nowNs() + 10_000_000;
        long[] arrivalsNs = new long[FRAMES];
        int arrived = 0;
        for (int sent = 0; sent < FRAMES; sent++) {
            long dueNs = firstNs + sent * gapNs;
            long wakesNs = ipg.earliestReleaseNs(dueNs) + (sent == 0 ? 0 : lateness.nextLong(maxLateNs));
            clock.advanceTo(ipg == timed || !ahead(ipg, dueNs) ? Math.max(dueNs, wakesNs) : wakesNs);
            assertTrue(ipg.release(frame, FRAME_BYTES, dueNs) != IpgControl.REFUSED);
            arrived = take(received, arrivalsNs, arrived);
        }
        clock.advanceBy(1_000_000_000);
        arrived = take(received, arrivalsNs, arrived);
        assertEquals(FRAMES, arrived);
        long[] gapsNs = new long[FRAMES - 1];
        for (int i = 0; i < gapsNs.length; i++) {
            gapsNs[i] = arrivalsNs[i + 1] - arrivalsNs[i];
        }
        return gapsNs;
    }

    /** A manual clock does not pass while a mechanism spins the last microseconds. */
    private static boolean ahead(IpgControl ipg, long dueNs) {
        return dueNs - ipg.earliestReleaseNs(dueNs) == LEAD_NS;
    }

    private int take(ByteBuffer received, long[] arrivalsNs, int arrived) {
        int count = arrived;
        while (pair.b().receive(received) > 0) {
            arrivalsNs[count++] = pair.b().arrivalNs();
        }
        return count;
    }
}
