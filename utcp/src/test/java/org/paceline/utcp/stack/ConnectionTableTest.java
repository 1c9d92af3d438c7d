package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpEvents;

class ConnectionTableTest {
    private static final int BOUND = 100;

    private final ConnectionTable table = new ConnectionTable(BOUND);

    static Association association(int remoteAddress, int remotePort, int localPort) {
        TcpConnection connection =
                new TcpConnection(StackScript.SMALL, TcpEvents.NONE, localPort, remotePort, 1_500, 0, 0);
        return new Association(connection, remoteAddress, new RecordedUser(StackScript.SMALL));
    }

    @Test
    void aConnectionIsFoundByAllOfItsThreeParts() {
        Association here = association(1, 2, 3);
        table.add(here);
        assertSame(here, table.find(1, 2, 3));
        assertNull(table.find(9, 2, 3));
        assertNull(table.find(1, 9, 3));
        assertNull(table.find(1, 2, 9));
    }

    @Test
    void addressesAndPortsWithTheirHighestBitsSetAreApart() {
        Association high = association(0xffff_ffff, 0xffff, 0xffff);
        Association low = association(0xffff_ffff, 0xffff, 0x7fff);
        table.add(high);
        table.add(low);
        assertSame(high, table.find(0xffff_ffff, 0xffff, 0xffff));
        assertSame(low, table.find(0xffff_ffff, 0xffff, 0x7fff));
    }

    @Test
    void atItsBoundItIsFullAndRefuses() {
        for (int port = 1; port <= BOUND; port++) {
            table.add(association(1, port, 1));
        }
        assertTrue(table.full());
        assertThrows(IllegalStateException.class, () -> table.add(association(2, 1, 1)));
    }

    @Test
    void removingWhatIsNotThereChangesNothing() {
        table.add(association(1, 2, 3));
        table.remove(association(1, 2, 4));
        assertEquals(1, table.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void itAgreesWithAMapUnderRandomOperations(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Association> all = new ArrayList<>();
        for (int index = 0; index < 2 * BOUND; index++) {
            all.add(association(random.nextInt(4), random.nextInt(0xffff), index));
        }
        Map<Long, Association> model = new HashMap<>();
        for (int operation = 0; operation < 50_000; operation++) {
            Association one = all.get(random.nextInt(all.size()));
            boolean present = model.containsKey(one.key());
            if (present) {
                table.remove(one);
                model.remove(one.key());
            } else if (!table.full()) {
                table.add(one);
                model.put(one.key(), one);
            }
            Association probe = all.get(random.nextInt(all.size()));
            assertSame(
                    model.get(probe.key()),
                    table.find(
                            probe.remoteAddress(),
                            probe.connection().remotePort(),
                            probe.connection().localPort()),
                    "seed " + seed + ", operation " + operation);
            assertEquals(model.size(), table.size());
        }
        List<Association> visited = new ArrayList<>();
        table.forEach(visited::add);
        assertEquals(model.size(), visited.size());
        assertTrue(visited.containsAll(model.values()));
    }
}
