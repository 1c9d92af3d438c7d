package org.paceline.nic.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArrivalQueueTest {
    private final ArrivalQueue arrivals = new ArrivalQueue();

    private record Arrival(long timeNs, int slot) {}

    @Test
    void anEmptyQueueNeverHasANext() {
        assertEquals(Long.MAX_VALUE, arrivals.nextNs());
        arrivals.add(5, 1);
        arrivals.poll();
        assertEquals(Long.MAX_VALUE, arrivals.nextNs());
    }

    @Test
    void equalTimesKeepTheirOrder() {
        for (int slot = 0; slot < 1_000; slot++) {
            arrivals.add(slot % 3, slot);
        }
        for (int time = 0; time < 3; time++) {
            for (int slot = time; slot < 1_000; slot += 3) {
                assertEquals(time, arrivals.nextNs());
                assertEquals(slot, arrivals.poll());
            }
        }
    }

    @Test
    void aMixOfComingAndGoingAgreesWithASort() {
        SplittableRandom random = new SplittableRandom(7);
        // slots are numbered as they come, so they stand for the order as well
        PriorityQueue<Arrival> expected =
                new PriorityQueue<>(Comparator.comparingLong(Arrival::timeNs).thenComparingInt(Arrival::slot));
        for (int slot = 0; slot < 20_000; slot++) {
            long timeNs = random.nextLong(-500, 500);
            arrivals.add(timeNs, slot);
            expected.add(new Arrival(timeNs, slot));
            for (int out = random.nextInt(3); out > 0 && !expected.isEmpty(); out--) {
                pollAlike(expected);
            }
        }
        while (!expected.isEmpty()) {
            pollAlike(expected);
        }
        assertEquals(0, arrivals.size());
    }

    private void pollAlike(PriorityQueue<Arrival> expected) {
        Arrival first = expected.remove();
        assertEquals(first.timeNs, arrivals.nextNs());
        assertEquals(first.slot, arrivals.poll());
        assertEquals(expected.size(), arrivals.size());
    }
}
