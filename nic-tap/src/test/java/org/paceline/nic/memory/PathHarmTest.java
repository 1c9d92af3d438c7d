package org.paceline.nic.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a path does beside losing single frames: bursts, policer, blackout, another delay, overtaking. */
class PathHarmTest {
    private static final long DELAY_NS = 1_000_000;
    private static final LinkModel DELAYED = LinkModel.defaults().withDelayNs(DELAY_NS);

    private static List<Integer> range(int from, int until) {
        return IntStream.range(from, until).boxed().toList();
    }

    @Test
    void aPolicerPassesItsBurstAndThenItsRateToTheNanosecond() {
        // 8 Mb/s: a byte each microsecond, so that a frame of 114 bytes has its tokens after 114 us
        LinkModel model = DELAYED.withPolicer(new Policer(8_000_000, 3L * LinkRun.FRAME_BYTES));
        SimulatedLink link = new SimulatedLink(model, 1);
        ByteBuffer frame = ByteBuffer.wrap(LinkRun.frame(0));
        for (int i = 0; i < 4; i++) {
            link.offer(0, frame, LinkRun.FRAME_BYTES);
        }
        assertEquals(1, link.droppedPolicer());
        link.offer(113_999, frame, LinkRun.FRAME_BYTES);
        assertEquals(2, link.droppedPolicer());
        link.offer(114_000, frame, LinkRun.FRAME_BYTES);
        assertEquals(2, link.droppedPolicer());
        assertEquals(4, link.inFlight());
    }

    @Test
    void aPolicersBucketNeverHoldsMoreThanItsDepth() {
        SimulatedLink link = new SimulatedLink(DELAYED.withPolicer(new Policer(8_000_000, 250)), 1);
        ByteBuffer frame = ByteBuffer.wrap(LinkRun.frame(0));
        link.offer(0, frame, LinkRun.FRAME_BYTES);
        for (int i = 0; i < 5; i++) {
            link.offer(3_600_000_000_000L, frame, LinkRun.FRAME_BYTES);
        }
        assertEquals(3, link.droppedPolicer());
    }

    @Test
    void aPolicersRateIsTheOneAskedFor() {
        LinkModel model = DELAYED.withPolicer(new Policer(3_000_000, 2L * LinkRun.FRAME_BYTES));
        LinkRun run = new LinkRun(model, 1).send(100_000, 100_000);

        // ten seconds at 3 Mb/s
        assertEquals(3_000_000 * 10 / 8.0 / LinkRun.FRAME_BYTES, run.deliveries.size(), 2);
    }

    @Test
    void burstsLoseTheShareAndTheLengthAskedFor() {
        BurstLoss bursts = new BurstLoss(0.01, 0.2, 1);
        LinkRun run = new LinkRun(DELAYED.withBursts(bursts), 42).send(100_000, 100);
        long losses = run.link.droppedLoss();

        assertEquals(1 / 21.0, bursts.meanLoss(), 1e-9);
        assertEquals(bursts.meanLoss(), losses / 100_000.0, 0.006);
        List<Integer> numbers = run.numbers();
        long lossesInARow = IntStream.range(1, numbers.size())
                .filter(i -> numbers.get(i) != numbers.get(i - 1) + 1)
                .count();
        assertEquals(5, losses / (double) lossesInARow, 0.6);
    }

    @Test
    void burstsLeaveTheLuckOfOtherHarmAsItWas() {
        List<Integer> jittery =
                new LinkRun(DELAYED.withLoss(0.1), 9).send(2_000, 10).numbers();
        LinkModel bursty = DELAYED.withLoss(0.1).withBursts(new BurstLoss(0.5, 0.5, 0.5));
        List<Integer> both = new LinkRun(bursty, 9).send(2_000, 10).numbers();

        assertTrue(jittery.containsAll(both));
        assertTrue(both.size() < jittery.size());
    }

    @Test
    void aBlackoutSwallowsWhatLeavesMeanwhile() {
        LinkModel once = DELAYED.withBlackout(new Blackout(2_000, 3_000, 0));
        LinkRun run = new LinkRun(once, 1).send(10, 1_000);
        assertEquals(List.of(0, 1, 5, 6, 7, 8, 9), run.numbers());
        assertEquals(3, run.link.droppedBlackout());

        LinkModel again = DELAYED.withBlackout(new Blackout(2_000, 1_000, 4_000));
        assertEquals(
                List.of(0, 1, 3, 4, 5, 7, 8, 9),
                new LinkRun(again, 1).send(10, 1_000).numbers());
    }

    @Test
    void aBlackoutCountsFromTheFirstFrame() {
        SimulatedLink link = new SimulatedLink(DELAYED.withBlackout(new Blackout(100, 100, 0)), 1);
        ByteBuffer frame = ByteBuffer.wrap(LinkRun.frame(0));
        for (long nowNs = 5_000; nowNs < 5_300; nowNs += 50) {
            link.offer(nowNs, frame, LinkRun.FRAME_BYTES);
        }
        assertEquals(2, link.droppedBlackout());
    }

    @Test
    void aLongerPathTakesItsDelayFromTheMomentOn() {
        LinkModel model = DELAYED.withStep(new DelayStep(3_000, 5_000_000));
        LinkRun run = new LinkRun(model, 1).send(6, 1_000);

        assertEquals(range(0, 6), run.numbers());
        assertEquals(2_000 + DELAY_NS, run.deliveries.get(2).arrivalNs());
        assertEquals(3_000 + 5_000_000, run.deliveries.get(3).arrivalNs());
    }

    @Test
    void aShorterPathOvertakesOnlyWhereThatIsAllowed() {
        LinkModel model = DELAYED.withStep(new DelayStep(3_000, 100));
        LinkRun inOrder = new LinkRun(model, 1).send(6, 1_000);
        assertEquals(range(0, 6), inOrder.numbers());
        assertEquals(2_000 + DELAY_NS, inOrder.deliveries.get(5).arrivalNs());

        LinkRun overtaken = new LinkRun(model.withOvertaking(true), 1).send(6, 1_000);
        assertEquals(List.of(3, 4, 5, 0, 1, 2), overtaken.numbers());
        assertEquals(3_100, overtaken.deliveries.get(0).arrivalNs());
    }

    @Test
    void jitterThatOvertakesChangesTheOrder() {
        LinkModel model = DELAYED.withJitterNs(50_000).withOvertaking(true);
        LinkRun run = new LinkRun(model, 3).send(1_000, 100);

        assertNotEquals(range(0, 1_000), run.numbers());
        assertEquals(range(0, 1_000), run.numbers().stream().sorted().toList());
    }

    @Test
    void aQueueOfBytesHoldsNoMore() {
        LinkModel model = DELAYED.withRateBitsPerSecond(1_000_000).withQueueBytes(3L * LinkRun.FRAME_BYTES - 1);
        LinkRun run = new LinkRun(model, 1).send(10, 0);

        assertEquals(range(0, 2), run.numbers());
        assertEquals(8, run.link.droppedQueue());
    }

    @Test
    void aPathOfTwoDirectionsHasAModelForEach() {
        MemoryPair pair = MemoryDevice.pair(DELAYED, DELAYED.withDelayNs(7), 1, () -> 0);
        pair.a().send(ByteBuffer.wrap(LinkRun.frame(0)), LinkRun.FRAME_BYTES);
        pair.b().send(ByteBuffer.wrap(LinkRun.frame(0)), LinkRun.FRAME_BYTES);

        assertEquals(7, pair.a().nextArrivalNs());
        assertEquals(DELAY_NS, pair.b().nextArrivalNs());
    }
}
