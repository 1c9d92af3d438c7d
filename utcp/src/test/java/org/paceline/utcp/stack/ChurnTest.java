package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.tcp.CloseReason;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpState;

/** Connections opened and closed one after the other between two hosts: TIME-WAIT must not use up the ports. */
class ChurnTest {
    private static final long MS = 1_000_000;

    /** Twelve times what the ports alone would last. */
    private static final int CHURN = 200_000;

    private static final IpAddress SERVER = IpAddress.parse("10.0.0.2");
    private static final TcpConfig CONFIG = TcpConfig.defaults();

    private TcpStack client = stack("10.0.0.1/24", 1, 1_024, 40_000);
    private final TcpStack server = stack("10.0.0.2/24", 2, 1_024, 100);
    private final ByteBuffer frame = ByteBuffer.allocate(2_048);
    private final RecordedUser listener = new RecordedUser(CONFIG);
    private long nowNs = 1_000 * MS;

    private static TcpStack stack(String address, long mac, int maxTimeWait, int maxConnections) {
        StackConfig config = StackConfig.of(LocalNetwork.parse(address), mac, 7)
                .withMaxConnections(maxConnections)
                .withDefence(defence -> defence.withMaxTimeWait(maxTimeWait));
        return new TcpStack(config, 0x02_0000_0000_00L + mac, 1_500);
    }

    @BeforeEach
    void theServerListens() {
        server.listen(80, listener);
    }

    /** Frames go to and fro until nobody has one. */
    private void exchange() {
        boolean moved = true;
        while (moved) {
            boolean forth = move(client, server);
            moved = move(server, client) || forth;
        }
    }

    private boolean move(TcpStack from, TcpStack to) {
        int frames = 0;
        for (int bytes = from.pollTransmit(nowNs, frame); bytes > 0; bytes = from.pollTransmit(nowNs, frame)) {
            to.handleFrame(nowNs, nowNs, frame, bytes);
            frames++;
        }
        return frames > 0;
    }

    private RecordedUser opens() {
        RecordedUser user = new RecordedUser(CONFIG);
        client.connect(nowNs, SERVER, 80, CONFIG, user);
        exchange();
        assertEquals(TcpState.ESTABLISHED, user.state, () -> "at " + nowNs);
        return user;
    }

    private void closes(RecordedUser user) {
        user.association.connection().close(nowNs);
        client.reschedule(nowNs, user.association);
        exchange();
        closesServer();
        client.handleTimeouts(nowNs);
    }

    private void closesServer() {
        server.forEachAssociation(association -> {
            if (association.connection().state() == TcpState.CLOSE_WAIT) {
                association.connection().close(nowNs);
                server.reschedule(nowNs, association);
            }
        });
        exchange();
    }

    @Test
    void complaint17ConnectsOverOnePairOfAddressesDoNotRunOutOfPorts() {
        client = stack("10.0.0.1/24", 1, 65_536, 40_000);
        for (int connect = 0; connect < CHURN; connect++) {
            closes(opens());
            nowNs += MS;
        }
        assertTrue(client.counters().timeWaitsReused > CHURN - 17_000, "reused " + client.counters().timeWaitsReused);
        assertEquals(0, client.connections());
        assertTrue(client.timeWaits() <= 16_384);
    }

    @Test
    void beyondTheBoundTheOldestInTimeWaitEndsEarly() {
        for (int connect = 0; connect < 1_030; connect++) {
            closes(opens());
        }
        assertEquals(6, client.counters().timeWaitsRecycled);
        assertEquals(1_024, client.timeWaits());
    }

    @Test
    void connectionsInTimeWaitTakeNoRoomFromOthers() {
        client = stack("10.0.0.1/24", 1, 65_536, 100);
        for (int connect = 0; connect < 150; connect++) {
            RecordedUser user = opens();
            closes(user);
            assertEquals(CloseReason.FINISHED, user.closeReason);
        }
        assertEquals(0, client.connections());
        assertEquals(150, client.timeWaits());
    }

    @Test
    void timeWaitEndsByItself() {
        TcpConfig config = CONFIG.withTimers(timers -> timers.withTimeWaitNs(20_000 * MS));
        RecordedUser user = new RecordedUser(config);
        client.connect(nowNs, SERVER, 80, config, user);
        exchange();
        closes(user);
        long endNs = nowNs + 20_000 * MS;
        assertEquals(endNs, client.nextDeadlineNs(nowNs));
        client.handleTimeouts(endNs - 1);
        assertEquals(1, client.timeWaits());
        client.handleTimeouts(endNs);
        assertEquals(0, client.timeWaits());
        assertTrue(client.nextDeadlineNs(endNs) > endNs);
    }

    @Test
    void aSocketThatIsOnlyShutDownStaysAConnectionAndTells() {
        RecordedUser user = opens();
        user.association.connection().shutdownOutput(nowNs);
        client.reschedule(nowNs, user.association);
        exchange();
        closesServer();
        assertEquals(TcpState.TIME_WAIT, user.association.connection().info().state());
        assertEquals(1, client.connections());
        assertEquals(0, client.timeWaits());

        user.association.connection().close(nowNs);
        client.reschedule(nowNs, user.association);
        assertEquals(TcpState.CLOSED, user.association.connection().info().state());
        assertEquals(4, user.association.connection().info().segments().segsOut(), "SYN, ACK, FIN, ACK");
        assertEquals(0, client.connections());
        assertEquals(1, client.timeWaits());
    }

    @Test
    void aStackThatIsFullOfOpenConnectionsRefusesOneMore() {
        client = stack("10.0.0.1/24", 1, 65_536, 3);
        for (int connect = 0; connect < 3; connect++) {
            opens();
        }
        StackException e = assertThrows(
                StackException.class, () -> client.connect(nowNs, SERVER, 80, CONFIG, new RecordedUser(CONFIG)));
        assertEquals("the stack is full with 3 connections", e.getMessage());
    }

    @Test
    void portsThatAreInUseAreToldToBeExhausted() {
        for (int connect = 0; connect < 16_384; connect++) {
            client.connect(nowNs, SERVER, 80, CONFIG, new RecordedUser(CONFIG));
        }
        StackException e = assertThrows(
                StackException.class, () -> client.connect(nowNs, SERVER, 80, CONFIG, new RecordedUser(CONFIG)));
        assertEquals("no ephemeral port to this peer is free", e.getMessage());
    }

    @Test
    void withoutTimestampsTimeWaitKeepsItsPorts() {
        TcpConfig plain = CONFIG.withOptions(options -> options.withTimestamps(false));
        RecordedUser user = new RecordedUser(plain);
        client.connect(nowNs, SERVER, 80, plain, user);
        exchange();
        closes(user);
        for (int connect = 1; connect < 16_384; connect++) {
            client.connect(nowNs, SERVER, 80, CONFIG, new RecordedUser(CONFIG));
        }
        nowNs += 30_000 * MS;
        assertEquals(1, client.timeWaits());
        assertThrows(StackException.class, () -> client.connect(nowNs, SERVER, 80, CONFIG, new RecordedUser(CONFIG)));
    }
}
