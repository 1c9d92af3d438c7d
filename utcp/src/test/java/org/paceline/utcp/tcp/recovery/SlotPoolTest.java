package org.paceline.utcp.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** The slots of idle connections serve those that send. */
class SlotPoolTest {
    private final SlotPool pool = new SlotPool();

    private SegmentSlots first() {
        return pool.larger(SegmentSlots.NONE, 0, 0);
    }

    @Test
    void whatOneQueueGivesBackAnotherOneGets() {
        SegmentSlots slots = first();
        assertNotSame(slots, first());
        pool.giveBack(slots);
        assertSame(slots, first());
    }

    @Test
    void slotsThatWereOutgrownAreLentWithoutATraceOfTheirSegments() {
        SegmentSlots smaller = first();
        smaller.start[0] = 1_000;
        smaller.end[0] = 2_000;
        smaller.mark(0, (byte) (Pipe.LOST | Pipe.PUSHED));
        smaller.pipe.add(smaller.marks[0], 1_000);
        smaller.order.onSent(0);
        smaller.order.place(0);
        SegmentSlots larger = pool.larger(smaller, 0, 1);
        assertEquals(1_000, larger.pipe.lostBytes());
        assertEquals(0, larger.waiting.next(0));
        assertEquals(0, larger.order.oldest());
        SegmentSlots again = first();
        assertSame(smaller, again);
        assertEquals(0, again.pipe.outstandingBytes());
        assertEquals(0, again.pipe.lostSegments());
        assertEquals(-1, again.waiting.next(0));
        assertEquals(-1, again.unsacked.next(0));
        assertEquals(SendOrder.NONE, again.order.oldest());
        assertEquals(SendOrder.NONE, again.order.placed());
    }

    @Test
    void noMoreIsKeptThanTwoOfTheLargestQueuesHold() {
        SegmentSlots slots = new SegmentSlots(RetransmissionQueue.MAX_SEGMENTS);
        SegmentSlots second = new SegmentSlots(RetransmissionQueue.MAX_SEGMENTS);
        pool.giveBack(slots);
        pool.giveBack(second);
        SegmentSlots small = first();
        pool.giveBack(small);
        assertNotSame(small, first());
    }
}
