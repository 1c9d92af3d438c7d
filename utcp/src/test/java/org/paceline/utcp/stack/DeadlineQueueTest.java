package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineQueueTest {
    private final DeadlineQueue queue = new DeadlineQueue();

    private static Association flow(int port) {
        return ConnectionTableTest.association(1, port, 1);
    }

    @Test
    void theEarliestDeadlineIsFirst() {
        Association later = flow(1);
        Association sooner = flow(2);
        queue.schedule(later, 20);
        queue.schedule(sooner, 10);
        assertSame(sooner, queue.first());
        queue.schedule(sooner, 30);
        assertSame(later, queue.first());
        queue.remove(later);
        queue.remove(later);
        assertSame(sooner, queue.first());
        queue.remove(sooner);
        assertNull(queue.first());
    }

    @Test
    void thoseDueAtTheSameTimeTakeTurns() {
        List<Association> flows = List.of(flow(1), flow(2), flow(3));
        flows.forEach(flow -> queue.schedule(flow, 5));
        for (int turn = 0; turn < 9; turn++) {
            Association first = queue.first();
            assertSame(flows.get(turn % 3), first);
            queue.schedule(first, 5);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void itAgreesWithASortedListUnderRandomOperations(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Association> flows = new ArrayList<>();
        for (int port = 0; port < 150; port++) {
            flows.add(flow(port));
        }
        List<Association> model = new ArrayList<>();
        for (int operation = 0; operation < 20_000; operation++) {
            Association flow = flows.get(random.nextInt(flows.size()));
            model.remove(flow);
            if (random.nextInt(4) == 0) {
                queue.remove(flow);
            } else {
                queue.schedule(flow, random.nextInt(50));
                model.add(flow); // the youngest request stands last
            }
            Association expected = model.stream()
                    .min(Comparator.comparingLong((Association each) -> each.deadlineNs))
                    .orElse(null);
            assertSame(expected, queue.first(), "seed " + seed + ", operation " + operation);
        }
        assertEquals(model.isEmpty(), queue.first() == null);
    }
}
