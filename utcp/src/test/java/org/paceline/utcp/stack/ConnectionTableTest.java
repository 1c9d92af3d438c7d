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
import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.tcp.Path;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpEvents;

class ConnectionTableTest {
    private static final int BOUND = 100;

    private final ConnectionTable<Association> table = ConnectionTable.whole(BOUND, 7);

    static Association association(int remoteAddress, int remotePort, int localPort) {
        return association(StackScript.US, localPort, IpAddress.ofIpv4(remoteAddress), remotePort);
    }

    private static Association association(IpAddress local, int localPort, IpAddress remote, int remotePort) {
        Path path = new Path(localPort, remotePort, 1_500, 20);
        TcpConnection connection = new TcpConnection(StackScript.SMALL, TcpEvents.NONE, path, 0, 0);
        return new Association(connection, local, remote, new RecordedUser(StackScript.SMALL));
    }

    private Association find(int remoteAddress, int remotePort, int localPort) {
        return table.find(StackScript.US, localPort, IpAddress.ofIpv4(remoteAddress), remotePort);
    }

    private static List<Object> key(Association association) {
        TcpConnection connection = association.connection();
        return List.of(association.remoteAddress(), connection.remotePort(), connection.localPort());
    }

    @Test
    void aConnectionIsFoundByPeerAndBothPorts() {
        Association here = association(1, 2, 3);
        table.add(here);
        assertSame(here, find(1, 2, 3));
        assertNull(find(9, 2, 3));
        assertNull(find(1, 9, 3));
        assertNull(find(1, 2, 9));
    }

    @Test
    void oneOfOurAddressesIsNotTheOther() {
        IpAddress global = IpAddress.parse("2001:db8::1");
        IpAddress linkLocal = IpAddress.parse("fe80::1");
        IpAddress peer = IpAddress.parse("2001:db8::2");
        Association one = association(global, 3, peer, 2);
        Association other = association(linkLocal, 3, peer, 2);
        table.add(one);
        table.add(other);
        assertSame(one, table.find(global, 3, peer, 2));
        assertSame(other, table.find(linkLocal, 3, peer, 2));
        assertNull(table.find(global, 3, IpAddress.parse("2001:db8:0:1::2"), 2));
        assertNull(table.find(global, 3, IpAddress.parse("2001:db8::3"), 2));
    }

    @Test
    void addressesAndPortsWithTheirHighestBitsSetAreApart() {
        Association high = association(0xffff_ffff, 0xffff, 0xffff);
        Association low = association(0xffff_ffff, 0xffff, 0x7fff);
        table.add(high);
        table.add(low);
        assertSame(high, find(0xffff_ffff, 0xffff, 0xffff));
        assertSame(low, find(0xffff_ffff, 0xffff, 0x7fff));
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
        Map<List<Object>, Association> model = new HashMap<>();
        for (int operation = 0; operation < 50_000; operation++) {
            Association one = all.get(random.nextInt(all.size()));
            boolean present = model.containsKey(key(one));
            if (present) {
                table.remove(one);
                model.remove(key(one));
            } else if (!table.full()) {
                table.add(one);
                model.put(key(one), one);
            }
            Association probe = all.get(random.nextInt(all.size()));
            assertSame(
                    model.get(key(probe)),
                    table.find(
                            probe.localAddress(),
                            probe.connection().localPort(),
                            probe.remoteAddress(),
                            probe.connection().remotePort()),
                    "seed " + seed + ", operation " + operation);
            assertEquals(model.size(), table.size());
        }
        List<Association> visited = new ArrayList<>();
        table.forEach(visited::add);
        assertEquals(model.size(), visited.size());
        assertTrue(visited.containsAll(model.values()));
    }
}
