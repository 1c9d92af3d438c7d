package org.paceline.utcp.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotSetTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 64, 128, 4_096, 65_536})
    void theNextMemberIsThatOfASortedSet(int slots) {
        SplittableRandom random = new SplittableRandom(slots);
        SlotSet set = new SlotSet(slots);
        TreeSet<Integer> expected = new TreeSet<>();
        for (int operation = 0; operation < 50_000; operation++) {
            int slot = random.nextInt(slots);
            if (random.nextInt(operation / 10_000 + 1) == 0) {
                set.add(slot);
                expected.add(slot);
            } else {
                set.remove(slot);
                expected.remove(slot);
            }
            int from = random.nextInt(slots);
            Integer next = expected.ceiling(from);
            assertEquals(next == null ? -1 : next, set.next(from), "from " + from + ", operation " + operation);
        }
    }
}
