package org.paceline.probe.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DelayTraceTest {
    private static final long GAP_NS = 10_000;
    private static final ClockFit CLOCK = new ClockFit(0, 0, 0, true);

    @Test
    void aSawtoothIsSeenPacketByPacketAndInItsBounds() {
        // ten packets leave with the last of them
        DelayTrace trace =
                DelayTrace.of(packets(600_000, sequence -> (9 - sequence % 10) * GAP_NS), CLOCK, 30 * GAP_NS);
        assertEquals(600, trace.stretches().size());
        for (DelayTrace.Stretch stretch : trace.stretches()) {
            assertEquals(0, stretch.leastNs());
            assertEquals(9.0 * GAP_NS, stretch.mostNs());
        }
        List<DelayTrace.Delay> close = trace.typical();
        assertTrue(close.size() >= 100, "at least so many, however short the time asked for");
        for (int index = 1; index < close.size(); index++) {
            double change = close.get(index).delayNs() - close.get(index - 1).delayNs();
            assertTrue(change == -GAP_NS || change == 9 * GAP_NS, "down with each packet, and up in one step");
        }
    }

    @Test
    void theWorstStretchIsFoundAndMemoryIsBounded() {
        DelayTrace trace =
                DelayTrace.of(packets(3_000_000, sequence -> sequence == 2_000_000 ? 5_000_000L : 100L), CLOCK, 1e12);
        assertTrue(trace.worst().stream().anyMatch(delay -> delay.delayNs() == 5_000_000));
        assertTrue(trace.typical().stream().allMatch(delay -> delay.delayNs() == 100));
        assertTrue(trace.worst().size() <= 1_500 && trace.typical().size() <= 1_500);
        assertEquals(600, trace.stretches().size());
    }

    @Test
    void stretchesWithoutPacketsAreLeftOut() {
        DelayTrace trace = DelayTrace.of(packets(3, sequence -> 7L), CLOCK, 0);
        assertEquals(3, trace.stretches().size());
        assertEquals(3, trace.worst().size());
        assertEquals(2 * GAP_NS, trace.durationNs());
    }

    @Test
    void withoutPacketsThereIsNone() {
        assertThrows(IllegalArgumentException.class, () -> DelayTrace.of(packets(0, sequence -> 0L), CLOCK, 0));
    }

    private interface Delays {
        long ofNs(int sequence);
    }

    private static MatchedPackets packets(int count, Delays delays) {
        long[] first = LongStream.range(0, count).map(packet -> packet * GAP_NS).toArray();
        long[] second = IntStream.range(0, count)
                .mapToLong(packet -> first[packet] + delays.ofNs(packet))
                .toArray();
        return new TimedPackets(first, second, 100);
    }
}
