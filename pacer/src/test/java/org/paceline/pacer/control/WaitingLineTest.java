package org.paceline.pacer.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
    private final Turn<String> a = new Turn<>("a");
    private final Turn<String> b = new Turn<>("b");
    private final Turn<String> c = new Turn<>("c");

    private static String order(WaitingLine<String> line, int frames) {
        List<String> order = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            Turn<String> first = line.first();
            assertNotNull(first);
            order.add(first.flow());
            line.onSent();
        }
        return String.join("", order);
    }

    @Test
    void whoHasSentItsShareInARowGoesToTheEnd() {
        WaitingLine<String> line = new WaitingLine<>(2);
        line.join(a);
        line.join(b);
        line.join(c);
        line.join(a);
        assertEquals(3, line.size());
        assertEquals("aabbccaab", order(line, 9));
    }

    @Test
    void whoLeavesAndComesBackStandsAtTheEndWithAWholeShare() {
        WaitingLine<String> line = new WaitingLine<>(2);
        line.join(a);
        line.join(b);
        assertEquals("a", order(line, 1));
        line.leave(a);
        line.leave(a);
        line.join(a);
        assertEquals("bbaab", order(line, 5));
    }

    @Test
    void anyoneMayLeave() {
        WaitingLine<String> line = new WaitingLine<>(1);
        line.join(a);
        line.join(b);
        line.join(c);
        line.leave(b);
        assertEquals("acac", order(line, 4));
        line.leave(c);
        line.leave(a);
        assertNull(line.first());
        line.onSent();
        assertEquals(0, line.size());
    }

    @Test
    void aShareOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new WaitingLine<String>(0));
    }
}
