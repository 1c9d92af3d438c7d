package org.paceline.pacer.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepartureWheelTest {
    private static final long SLOT_NS = 1_024;

    private final DepartureWheel<Integer> wheel = new DepartureWheel<>();

    private static List<Turn<Integer>> turns(int count) {
        List<Turn<Integer>> turns = new ArrayList<>();
        for (int flow = 0; flow < count; flow++) {
            turns.add(new Turn<>(flow));
        }
        return turns;
    }

    private int takeDue(long nowNs) {
        Turn<Integer> turn = wheel.due(nowNs);
        assertNotNull(turn);
        wheel.remove(turn);
        return turn.flow();
    }

    @Test
    void theEarliestDeadlineIsFirst() {
        List<Turn<Integer>> turns = turns(2);
        wheel.schedule(0, turns.get(0), 20);
        wheel.schedule(0, turns.get(1), 10);
        assertEquals(10, wheel.nextNs(0));
        assertNull(wheel.due(9));
        wheel.schedule(0, turns.get(1), 30);
        assertEquals(20, wheel.nextNs(0));
        assertSame(turns.get(0), wheel.due(40));
        wheel.remove(turns.get(0));
        wheel.remove(turns.get(0));
        assertSame(turns.get(1), wheel.due(40));
        wheel.remove(turns.get(1));
        assertNull(wheel.due(40));
        assertEquals(DepartureWheel.NEVER_NS, wheel.nextNs(40));
    }

    @Test
    void thoseDueAtTheSameTimeTakeTurns() {
        List<Turn<Integer>> turns = turns(3);
        turns.forEach(turn -> wheel.schedule(0, turn, 500));
        List<Integer> order = new ArrayList<>();
        for (int taken = 0; taken < 9; taken++) {
            Turn<Integer> turn = wheel.due(600);
            assertNotNull(turn);
            order.add(turn.flow());
            wheel.schedule(600, turn, 600);
        }
        assertEquals(List.of(0, 1, 2, 0, 1, 2, 0, 1, 2), order);
    }

    @Test
    void aFlowThatIsLateStandsBeforeThoseThatAreDueNow() {
        List<Turn<Integer>> turns = turns(2);
        wheel.schedule(0, turns.get(0), 10 * SLOT_NS);
        wheel.schedule(11 * SLOT_NS, turns.get(1), 11 * SLOT_NS);
        assertEquals(0, takeDue(20 * SLOT_NS));
        assertEquals(1, takeDue(20 * SLOT_NS));
    }

    @Test
    void neverTakesAFlowOut() {
        Turn<Integer> turn = new Turn<>(1);
        wheel.schedule(0, turn, 10);
        wheel.schedule(0, turn, DepartureWheel.NEVER_NS);
        assertEquals(0, wheel.size());
        assertEquals(DepartureWheel.NEVER_NS, turn.deadlineNs());
    }

    /** One of each level, the last of them some 200 years ahead: there is no horizon. */
    @Test
    void everyDistanceIsMetExactly() {
        List<Turn<Integer>> turns = turns(61);
        for (Turn<Integer> turn : turns) {
            wheel.schedule(7, turn, 7 + (1L << (turn.flow() + 1)));
        }
        long nowNs = 7;
        for (Turn<Integer> turn : turns) {
            long deadlineNs = 7 + (1L << (turn.flow() + 1));
            nowNs = wheel.nextNs(nowNs);
            assertEquals(deadlineNs, nowNs);
            assertNull(wheel.due(nowNs - 1));
            assertEquals(turn.flow(), takeDue(nowNs));
        }
    }

    /** A loop that builds a segment ahead of its time asks for a later moment first, and then for now again. */
    @Test
    void timeMayStepBackALittle() {
        List<Turn<Integer>> turns = turns(2);
        wheel.schedule(0, turns.get(0), 9 * SLOT_NS);
        assertEquals(0, takeDue(9 * SLOT_NS));
        wheel.schedule(5 * SLOT_NS, turns.get(0), 8 * SLOT_NS);
        wheel.schedule(5 * SLOT_NS, turns.get(1), 7 * SLOT_NS);
        assertEquals(7 * SLOT_NS, wheel.nextNs(5 * SLOT_NS));
        assertNull(wheel.due(5 * SLOT_NS));
        assertEquals(1, takeDue(7 * SLOT_NS));
        assertEquals(0, takeDue(8 * SLOT_NS));
    }

    @Test
    void manyFarAheadAreLookedForTooEarlyAndNeverTooLate() {
        List<Turn<Integer>> turns = turns(1_000);
        long farNs = 1L << 40;
        turns.forEach(turn -> wheel.schedule(0, turn, farNs + turn.flow()));
        wheel.remove(turns.get(0));
        long nowNs = 0;
        int looks = 0;
        while (wheel.due(nowNs) == null) {
            nowNs = wheel.nextNs(nowNs);
            assertTrue(nowNs <= farNs + 1);
            looks++;
        }
        assertEquals(farNs + 1, nowNs);
        assertTrue(looks <= 9, "one look for each level at most: " + looks);
    }

    /** Against a search through all deadlines: the same first one, to the nanosecond. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itAgreesWithASearch(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Turn<Integer>> turns = turns(30);
        long nowNs = random.nextLong(1L << 40);
        for (int step = 0; step < 20_000; step++) {
            Turn<Integer> turn = turns.get(random.nextInt(turns.size()));
            if (random.nextInt(8) == 0) {
                wheel.remove(turn);
            } else {
                wheel.schedule(nowNs, turn, nowNs + random.nextLong(1L << random.nextInt(4, 36)));
            }
            nowNs += random.nextInt(3) == 0 ? random.nextLong(1L << random.nextInt(1, 24)) : 0;
            long earliestNs = turns.stream().mapToLong(Turn::deadlineNs).min().getAsLong();
            String message = "seed " + seed + ", step " + step;
            assertEquals(Math.max(nowNs, earliestNs), Math.max(nowNs, wheel.nextNs(nowNs)), message);
            Turn<Integer> due = wheel.due(nowNs);
            assertEquals(earliestNs <= nowNs, due != null, message);
            if (due != null) {
                assertEquals(earliestNs, due.deadlineNs(), message);
            }
        }
    }
}
