package org.paceline.nic.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Rate, delay and queue, to the nanosecond and to the frame. */
class SimulatedLinkTest {
    private static final int FULL_FRAME_BYTES = 1514;
    private static final long DELAY_NS = 10_000_000;

    /** 1514 and 24 bytes at 100 Mb/s. */
    private static final long LINE_TIME_NS = 123_040;

    private static final LinkModel BOTTLENECK = LinkModel.defaults()
            .withRateBitsPerSecond(100_000_000)
            .withDelayNs(DELAY_NS)
            .withQueuePackets(25);

    private final ByteBuffer frame = ByteBuffer.allocate(FULL_FRAME_BYTES);

    @Test
    void aFrameArrivesAfterItsLineTimeAndTheDelay() {
        SimulatedLink link = new SimulatedLink(BOTTLENECK, 1);
        assertTrue(link.offer(1_000, frame, FULL_FRAME_BYTES));

        long expectedNs = 1_000 + LINE_TIME_NS + DELAY_NS;
        assertEquals(expectedNs, link.nextArrivalNs());
        assertEquals(0, link.poll(expectedNs - 1, frame));
        assertEquals(FULL_FRAME_BYTES, link.poll(expectedNs + 5, frame));
        assertEquals(expectedNs, link.arrivalNs());
        assertEquals(0, link.poll(Long.MAX_VALUE, frame));
    }

    @Test
    void framesOfABurstAreALineTimeApart() {
        SimulatedLink link = new SimulatedLink(BOTTLENECK, 1);
        for (int i = 0; i < 10; i++) {
            link.offer(0, frame, FULL_FRAME_BYTES);
        }
        for (int i = 1; i <= 10; i++) {
            assertEquals(DELAY_NS + i * LINE_TIME_NS, link.nextArrivalNs());
            link.poll(link.nextArrivalNs(), frame);
        }
    }

    @Test
    void anIdleLineStartsAtOnce() {
        SimulatedLink link = new SimulatedLink(BOTTLENECK, 1);
        link.offer(0, frame, FULL_FRAME_BYTES);
        link.poll(DELAY_NS + LINE_TIME_NS, frame);
        link.offer(50 * LINE_TIME_NS, frame, FULL_FRAME_BYTES);

        assertEquals(51 * LINE_TIME_NS + DELAY_NS, link.nextArrivalNs());
    }

    @Test
    void aRateThatLeavesFractionsHoldsItsAverage() {
        long bitsPerSecond = 7_000_003;
        SimulatedLink link = new SimulatedLink(LinkModel.defaults().withRateBitsPerSecond(bitsPerSecond), 1);
        for (int i = 0; i < 1_000; i++) {
            assertTrue(link.offer(0, frame, 100));
        }
        long lastNs = 0;
        while (link.inFlight() > 0) {
            lastNs = link.nextArrivalNs();
            link.poll(lastNs, frame);
        }

        assertEquals(1_000L * (100 + 24) * 8 * 1_000_000_000L / bitsPerSecond, lastNs);
    }

    @Test
    void anIdleLineForgetsItsFraction() {
        long bitsPerSecond = 7_000_003;
        SimulatedLink link = new SimulatedLink(LinkModel.defaults().withRateBitsPerSecond(bitsPerSecond), 1);
        long lineTimeNs = (100 + 24) * 8 * 1_000_000_000L / bitsPerSecond;
        for (long second = 1; second <= 100; second++) {
            link.offer(second * 1_000_000_000L, frame, 100);
            assertEquals(second * 1_000_000_000L + lineTimeNs, link.nextArrivalNs());
            link.poll(link.nextArrivalNs(), frame);
        }
    }

    @Test
    void anUnlimitedLineOnlyDelays() {
        SimulatedLink link =
                new SimulatedLink(LinkModel.defaults().withDelayNs(7).withQueuePackets(1), 1);
        assertTrue(link.offer(3, frame, 60));
        assertTrue(link.offer(3, frame, 61));

        assertEquals(60, link.poll(10, frame));
        assertEquals(61, link.poll(10, frame));
        assertEquals(0, link.peakQueuePackets());
    }

    @Test
    void aClockMayStartBelowZero() {
        SimulatedLink link = new SimulatedLink(BOTTLENECK, 1);
        link.offer(-1_000_000_000_000L, frame, FULL_FRAME_BYTES);

        assertEquals(-1_000_000_000_000L + LINE_TIME_NS + DELAY_NS, link.nextArrivalNs());
    }

    @Test
    void theTwentySixthFrameIsDroppedAtTheTail() {
        SimulatedLink link = new SimulatedLink(BOTTLENECK, 1);
        for (int i = 0; i < 25; i++) {
            assertTrue(link.offer(0, frame, FULL_FRAME_BYTES));
        }
        assertFalse(link.offer(0, frame, FULL_FRAME_BYTES));
        assertFalse(link.offer(LINE_TIME_NS - 1, frame, FULL_FRAME_BYTES));
        assertTrue(link.offer(LINE_TIME_NS, frame, FULL_FRAME_BYTES));
        assertFalse(link.offer(LINE_TIME_NS, frame, FULL_FRAME_BYTES));

        assertEquals(3, link.droppedQueue());
        assertEquals(29, link.offered());
        assertEquals(26, link.inFlight());
        assertEquals(25, link.peakQueuePackets());
    }

    @Test
    void theQueueEmptiesWithTheLine() {
        SimulatedLink link = new SimulatedLink(BOTTLENECK, 1);
        for (int i = 0; i < 10; i++) {
            link.offer(0, frame, FULL_FRAME_BYTES);
        }
        assertEquals(10, link.queuePackets(LINE_TIME_NS - 1));
        assertEquals(9, link.queuePackets(LINE_TIME_NS));
        assertEquals(9 * FULL_FRAME_BYTES, link.queueBytes(LINE_TIME_NS));
        assertEquals(0, link.queuePackets(10 * LINE_TIME_NS));
        assertEquals(10, link.peakQueuePackets());
    }

    @Test
    void aQueueInBytesTakesAFrameThatJustFits() {
        SimulatedLink link = new SimulatedLink(BOTTLENECK.withQueueBytes(3_000), 1);
        assertTrue(link.offer(0, frame, FULL_FRAME_BYTES));
        assertFalse(link.offer(0, frame, 1_487));
        assertTrue(link.offer(0, frame, 1_486));
        assertFalse(link.offer(0, frame, 1));

        assertEquals(3_000, link.queueBytes(0));
        assertEquals(2, link.droppedQueue());
    }

    @Test
    void aFrameWithoutBytesIsRefused() {
        SimulatedLink link = new SimulatedLink(BOTTLENECK, 1);

        assertThrows(IllegalArgumentException.class, () -> link.offer(0, frame, 0));
        assertEquals(0, link.offered());
    }

    @Test
    void theFramesOnTheirWayAreBounded() {
        SimulatedLink link = new SimulatedLink(LinkModel.defaults().withDelayNs(1), 1);
        for (int i = 0; i < SimulatedLink.MAX_IN_FLIGHT_FRAMES; i++) {
            assertTrue(link.offer(0, frame, 60));
        }
        assertFalse(link.offer(0, frame, 60));
        assertEquals(1, link.droppedQueue());

        link.poll(1, frame);
        assertTrue(link.offer(1, frame, 60));
    }
}
