package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table against its approved graph, which is to be compared with RFC 9293 figure 5 by eye. */
class TcpTransitionsTest {
    private static final String APPROVED = "transitions.dot";

    @Test
    void theGraphIsTheApprovedOne() throws IOException {
        assertEquals(approved(), graph());
    }

    @Test
    void aPairThatIsNotInTheGraphThrows() throws IOException {
        String approved = approved();
        int illegal = 0;
        for (TcpState from : TcpState.values()) {
            for (TcpEvent on : TcpEvent.values()) {
                if (!approved.matches("(?s).*\\b" + edge(from, on) + ".*")) {
                    illegal++;
                    IllegalStateException e =
                            assertThrows(IllegalStateException.class, () -> TcpTransitions.next(from, on));
                    assertTrue(e.getMessage().contains(from.name())
                            && e.getMessage().contains(on.name()));
                }
            }
        }
        assertEquals((long) TcpState.values().length * TcpEvent.values().length - edges(approved), illegal);
    }

    @Test
    void everyStateIsReachedFromClosedAndLeadsBackToIt() {
        for (TcpState state : TcpState.values()) {
            assertTrue(reachable(TcpState.CLOSED).contains(state), state + " is never reached");
            assertTrue(reachable(state).contains(TcpState.CLOSED), state + " is never left");
        }
    }

    private static String edge(TcpState from, TcpEvent on) {
        return from + " -> [A-Z_0-9]+ \\[label=" + on + "\\]";
    }

    private static long edges(String graph) {
        return graph.lines().filter(line -> line.contains(" -> ")).count();
    }

    private static Set<TcpState> reachable(TcpState start) {
        Set<TcpState> reached = EnumSet.noneOf(TcpState.class);
        Set<TcpState> fringe = EnumSet.of(start);
        while (!fringe.isEmpty()) {
            reached.addAll(fringe);
            Set<TcpState> next = EnumSet.noneOf(TcpState.class);
            for (TcpState from : fringe) {
                for (TcpEvent on : TcpEvent.values()) {
                    TcpState to = nextOrNull(from, on);
                    if (to != null && !reached.contains(to)) {
                        next.add(to);
                    }
                }
            }
            fringe = next;
        }
        return reached;
    }

    private static TcpState nextOrNull(TcpState from, TcpEvent on) {
        try {
            return TcpTransitions.next(from, on);
        } catch (IllegalStateException e) {
            return null;
        }
    }

    private static String graph() {
        StringBuilder dot = new StringBuilder("digraph tcp {\n");
        for (TcpState from : TcpState.values()) {
            for (TcpEvent on : TcpEvent.values()) {
                TcpState to = nextOrNull(from, on);
                if (to != null) {
                    dot.append("  ").append(from).append(" -> ").append(to);
                    dot.append(" [label=").append(on).append("]\n");
                }
            }
        }
        return dot.append("}\n").toString();
    }

    private static String approved() throws IOException {
        try (InputStream in = TcpTransitionsTest.class.getResourceAsStream(APPROVED)) {
            return new String(Objects.requireNonNull(in, APPROVED).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
