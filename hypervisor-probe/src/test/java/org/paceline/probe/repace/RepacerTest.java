package org.paceline.probe.repace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.MemoryDevice;
import org.paceline.nic.memory.MemoryPair;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.ipg.GapHolder;
import org.paceline.pacer.ipg.IpgCapability;
import org.paceline.pacer.ipg.IpgControl;

/** A guest and the wire as two links in memory, the forwarder between them, all on one virtual clock. */
class RepacerTest {
    private static final long US = 1_000;
    private static final long MS = 1_000_000;
    private static final int FRAME_BYTES = 1_000;

    private final ManualClock clock = new ManualClock();
    private final MemoryPair guest = MemoryDevice.pair(LinkModel.defaults(), 1, clock::nowNs);
    private final MemoryPair wire = MemoryDevice.pair(LinkModel.defaults(), 2, clock::nowNs);
    private final ByteBuffer frame = ByteBuffer.allocate(2_000);
    private final List<Long> departuresNs = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();

    /** Hands frames over at their time, as a waiter that is never late. */
    private final class Punctual implements IpgControl {
        @Override
        public IpgCapability capability() {
            return new IpgCapability(GapHolder.WAITER, 0, NanoClock.NEVER_NS, 1);
        }

        @Override
        public long earliestReleaseNs(long departureNs) {
            return departureNs;
        }

        @Override
        public long release(ByteBuffer departing, int lengthBytes, long departureNs) {
            departuresNs.add(clock.nowNs());
            numbers.add(departing.getInt(14));
            return wire.a().send(departing, lengthBytes) ? clock.nowNs() : REFUSED;
        }
    }

    private Repacer repacer(SpacingRule rule, int queueFrames) {
        return new Repacer(clock, guest.b(), wire.a(), rule, new Punctual(), queueFrames);
    }

    private void send(int number, int lengthBytes) {
        frame.putInt(14, number);
        assertTrue(guest.a().send(frame, lengthBytes));
    }

    /** Lets the forwarder work until that time. */
    private void runTo(Repacer repacer, long endNs) {
        while (true) {
            while (repacer.doWork() > 0) {
                // until nothing is left to do now
            }
            long arrivalNs = Math.min(guest.b().nextArrivalNs(), wire.a().nextArrivalNs());
            long nextNs = Math.min(arrivalNs, repacer.nextWakeNs());
            if (nextNs > endNs) {
                clock.advanceTo(endNs);
                return;
            }
            clock.advanceTo(Math.max(clock.nowNs(), nextNs));
        }
    }

    private List<Long> gapsNs() {
        List<Long> gaps = new ArrayList<>();
        for (int departure = 1; departure < departuresNs.size(); departure++) {
            gaps.add(departuresNs.get(departure) - departuresNs.get(departure - 1));
        }
        return gaps;
    }

    @Test
    void aBurstLeavesAtTheRateAskedForAndInItsOrder() {
        Repacer repacer = repacer(FixedSpacing.rate(10_000_000), 100);
        for (int number = 0; number < 20; number++) {
            send(number, FRAME_BYTES);
        }
        runTo(repacer, 50 * MS);
        assertEquals(20, numbers.size());
        for (int number = 0; number < 20; number++) {
            assertEquals(number, numbers.get(number));
        }
        gapsNs().forEach(gapNs -> assertEquals(800 * US, gapNs));
        assertTrue(repacer.report().arrivedTrain() > 19.9);
        assertEquals(1, repacer.report().departedTrain());
        assertEquals(20, repacer.report().longestQueue());
    }

    @Test
    void aFixedGapHoldsWhateverTheLengths() {
        Repacer repacer = repacer(FixedSpacing.gap(120 * US), 100);
        for (int number = 0; number < 20; number++) {
            send(number, 100 + 50 * number);
        }
        runTo(repacer, 50 * MS);
        gapsNs().forEach(gapNs -> assertEquals(120 * US, gapNs));
    }

    @Test
    void packetByPacketNothingWaits() {
        Repacer repacer = repacer(FixedSpacing.packetByPacket(), 100);
        for (int number = 0; number < 20; number++) {
            send(number, FRAME_BYTES);
        }
        runTo(repacer, MS);
        gapsNs().forEach(gapNs -> assertEquals(0, gapNs));
        assertEquals(0, repacer.report().holdNs().max());
    }

    /** A hypervisor's bursts: 12 frames every 12 ms, as a busy Xen guest makes them. */
    @Test
    void measuredSpacingMakesPeriodicBurstsEven() {
        Repacer repacer = repacer(new MeasuredSpacing(30 * MS), 1_000);
        Random random = new Random(1);
        int number = 0;
        for (int burst = 0; burst < 400; burst++) {
            for (int each = 0; each < 12; each++) {
                send(number++, FRAME_BYTES);
            }
            runTo(repacer, clock.nowNs() + 11 * MS + random.nextLong(2 * MS));
        }
        runTo(repacer, clock.nowNs() + 100 * MS);
        RepaceReport report = repacer.report();
        assertEquals(number, numbers.size());
        assertTrue(report.arrivedTrain() > 11, () -> "arrived in trains of " + report.arrivedTrain());
        assertTrue(report.departedTrain() <= 1.2, () -> "left in trains of " + report.departedTrain());
        assertTrue(
                report.holdNs().max() <= 60 * MS,
                () -> "held for " + report.holdNs().max());
        List<Long> settled = gapsNs().subList(number / 2, number - 100);
        long even = settled.stream()
                .filter(gapNs -> gapNs > 500 * US && gapNs < 2 * MS)
                .count();
        assertTrue(even >= 0.95 * settled.size(), () -> even + " of " + settled.size() + " gaps near 1 ms");
    }

    @Test
    void aRateThatRisesIsFollowedWithoutAnEndlessQueue() {
        Repacer repacer = repacer(new MeasuredSpacing(20 * MS), 1_000);
        int number = 0;
        for (int frames = 0; frames < 500; frames++) {
            send(number++, FRAME_BYTES);
            runTo(repacer, clock.nowNs() + MS);
        }
        for (int frames = 0; frames < 5_000; frames++) {
            send(number++, FRAME_BYTES);
            runTo(repacer, clock.nowNs() + 100 * US);
        }
        runTo(repacer, clock.nowNs() + 100 * MS);
        assertEquals(number, numbers.size());
        assertEquals(0, repacer.report().droppedFrames());
        assertTrue(
                repacer.report().longestQueue() < 300,
                () -> "queue of " + repacer.report().longestQueue());
    }

    @Test
    void theQueueDropsAtItsTailAndCounts() {
        Repacer repacer = repacer(FixedSpacing.rate(1_000_000), 5);
        for (int number = 0; number < 20; number++) {
            send(number, FRAME_BYTES);
        }
        runTo(repacer, 500 * MS);
        assertEquals(List.of(0, 1, 2, 3, 4), numbers);
        assertEquals(15, repacer.report().droppedFrames());
    }

    @Test
    void whatComesBackPassesAtOnce() {
        Repacer repacer = repacer(FixedSpacing.rate(1_000_000), 5);
        frame.putInt(14, 77);
        wire.b().send(frame, 500);
        runTo(repacer, MS);
        assertEquals(500, guest.a().receive(frame));
        assertEquals(1, repacer.report().returnedFrames());
    }
}
