package org.paceline.utcp.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.utcp.runtime.Loops.PATIENCE_NS;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.tcp.CloseReason;
import org.paceline.utcp.tcp.TcpInfo;
import org.paceline.utcp.tcp.TcpState;

/** The blocking calls, in real time; no test here asserts how long anything took. */
@Timeout(120)
class UtcpSocketTest {
    private static final long SHORT_NS = 20_000_000;

    private Loops loops;

    @BeforeEach
    void open() throws IOException {
        loops = new Loops();
    }

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void aConnectionCarriesBytesBothWays() throws IOException {
        UtcpSocket client = loops.connect();
        UtcpSocket server = loops.accept();
        byte[] question = "how far apart?".getBytes(StandardCharsets.US_ASCII);
        client.write(question, 0, question.length);
        assertArrayEquals(question, Loops.readFully(server, question.length));
        server.write(question, 4, 3);
        assertEquals("far", new String(Loops.readFully(client, 3), StandardCharsets.US_ASCII));
    }

    @Test
    void bothEndsKnowEachOther() throws IOException {
        UtcpSocket client = loops.connect();
        UtcpSocket server = loops.accept();
        assertEquals(client.localPort(), server.remotePort());
        assertEquals(Loops.PORT, server.localPort());
        assertEquals(Loops.CLIENT, server.remoteAddress());
        assertEquals(Loops.SERVER, client.remoteAddress());
        assertEquals(Loops.PORT, client.remotePort());
    }

    @Test
    void aHalfCloseEndsOneDirectionOnly() throws IOException {
        UtcpSocket client = loops.connect();
        UtcpSocket server = loops.accept();
        client.write(new byte[] {1, 2}, 0, 2);
        client.shutdownOutput();
        assertArrayEquals(new byte[] {1, 2}, Loops.readFully(server, 2));
        assertEquals(-1, Loops.readByte(server));
        assertEquals(-1, Loops.readByte(server), "the end stays the end");
        server.write(new byte[] {3}, 0, 1);
        assertEquals(3, Loops.readByte(client));
        server.close();
        assertEquals(-1, Loops.readByte(client));
    }

    @Test
    void afterTheHalfCloseWritingFails() throws IOException {
        UtcpSocket client = loops.connect();
        loops.accept();
        client.shutdownOutput();
        client.drain(PATIENCE_NS);
        client.info(); // a round through the loop, behind the command
        IOException e = assertThrows(IOException.class, () -> client.write(new byte[1], 0, 1));
        assertEquals("the output is shut down", e.getMessage());
    }

    @Test
    void aReadGivesUpWhenItsTimeIsOver() throws IOException {
        UtcpSocket client = loops.connect();
        UtcpSocket server = loops.accept();
        SocketTimeoutException e =
                assertThrows(SocketTimeoutException.class, () -> client.read(new byte[1], 0, 1, SHORT_NS));
        assertEquals("Read timed out", e.getMessage());
        server.write(new byte[] {7}, 0, 1);
        assertEquals(7, Loops.readByte(client), "the connection is as it was");
    }

    @Test
    void anAcceptGivesUpWhenItsTimeIsOver() {
        SocketTimeoutException e = assertThrows(SocketTimeoutException.class, () -> loops.listener.accept(SHORT_NS));
        assertEquals("Accept timed out", e.getMessage());
    }

    @Test
    void aConnectGivesUpWhenItsTimeIsOver() throws IOException {
        loops.connect(); // so that the station is known
        loops.accept();
        loops.serverDevice.deaf(true);
        SocketTimeoutException e = assertThrows(
                SocketTimeoutException.class,
                () -> loops.client.connect(Loops.SERVER, Loops.PORT, loops.config, SHORT_NS));
        assertEquals("Connection timed out", e.getMessage());
    }

    @Test
    void aPortThatNobodyListensOnRefuses() {
        ConnectException e = assertThrows(
                ConnectException.class,
                () -> loops.client.connect(Loops.SERVER, Loops.PORT + 1, loops.config, PATIENCE_NS));
        assertEquals("Connection refused", e.getMessage());
    }

    @Test
    void anAddressThatNobodyHasIsUnreachable() {
        NoRouteToHostException e = assertThrows(
                NoRouteToHostException.class,
                () -> loops.client.connect(IpAddress.parse("10.0.0.7"), Loops.PORT, loops.config, PATIENCE_NS));
        assertEquals("No route to host", e.getMessage());
    }

    @Test
    void anAbortIsAResetToThePeer() throws IOException {
        UtcpSocket client = loops.connect();
        UtcpSocket server = loops.accept();
        client.abort();
        IOException e = assertThrows(IOException.class, () -> Loops.readByte(server));
        assertEquals("Connection reset by peer", e.getMessage());
        assertThrows(IOException.class, () -> server.write(new byte[1], 0, 1));
        assertThrows(IOException.class, () -> Loops.readByte(client));
    }

    @Test
    void theEndIsSeenNoSoonerThanItsReason() throws IOException {
        UtcpSocket client = loops.connect();
        client.stateChanged(TcpState.ESTABLISHED, TcpState.CLOSED);
        assertEquals(TcpState.ESTABLISHED, client.state());
        client.closed(CloseReason.RESET);
        assertEquals(TcpState.CLOSED, client.state());
        IOException e = assertThrows(IOException.class, () -> Loops.readByte(client));
        assertEquals("Connection reset by peer", e.getMessage());
    }

    @Test
    void bytesThatCameBeforeAResetCanStillBeRead() throws IOException {
        UtcpSocket client = loops.connect();
        UtcpSocket server = loops.accept();
        client.write(new byte[] {5}, 0, 1);
        client.drain(PATIENCE_NS);
        client.abort();
        while (server.state() != TcpState.CLOSED) {
            Thread.onSpinWait();
        }
        assertEquals(5, Loops.readByte(server));
        assertThrows(IOException.class, () -> Loops.readByte(server));
    }

    @Test
    void drainingWaitsForThePeersAcknowledgment() throws IOException {
        UtcpSocket client = loops.connect();
        loops.accept();
        client.write(new byte[10_000], 0, 10_000);
        assertTrue(client.drain(PATIENCE_NS));
        assertEquals(10_000, client.info().bytesAcked());
    }

    @Test
    void drainingIntoAPeerThatDoesNotReadGivesUp() throws IOException {
        UtcpSocket client = loops.connect();
        loops.accept();
        client.write(new byte[100_000], 0, 100_000);
        assertFalse(client.drain(SHORT_NS));
    }

    @Test
    void closingDeliversWhatWasWritten() throws IOException {
        UtcpSocket client = loops.connect();
        UtcpSocket server = loops.accept();
        client.write(new byte[50_000], 0, 50_000);
        client.close();
        Loops.readFully(server, 50_000);
        assertEquals(-1, Loops.readByte(server));
    }

    @Test
    void anInfoTellsOfTheConnection() throws IOException {
        UtcpSocket client = loops.connect();
        UtcpSocket server = loops.accept();
        client.write(new byte[3_000], 0, 3_000);
        Loops.readFully(server, 3_000);
        client.drain(PATIENCE_NS);
        TcpInfo info = client.info();
        assertEquals(TcpState.ESTABLISHED, info.state());
        assertEquals(3_000, info.bytesSent());
        assertEquals(1_448, info.sndMssBytes());
        assertTrue(info.rttNs() > 0);
        assertEquals(3_000, server.info().bytesReceived());
        assertEquals(3, client.pacing().error().departures());
    }

    @Test
    void aPortIsTakenOnce() {
        IOException e = assertThrows(IOException.class, () -> loops.server.listen(Loops.PORT, 1, loops.config));
        assertEquals("Address already in use: port 5201", e.getMessage());
    }

    @Test
    void closingAListenerRefusesWhoComesLater() throws IOException {
        UtcpSocket waiting = loops.connect();
        loops.listener.close();
        IOException e = assertThrows(IOException.class, () -> Loops.readByte(waiting));
        assertEquals("Connection reset by peer", e.getMessage(), "nobody will ever accept it");
        assertThrows(ConnectException.class, loops::connect);
    }

    @Test
    void aBacklogThatIsFullLetsNobodyIn() throws IOException {
        UtcpServerSocket narrow = loops.server.listen(9, 1, loops.config);
        loops.client.connect(Loops.SERVER, 9, loops.config, PATIENCE_NS);
        assertThrows(SocketTimeoutException.class, () -> loops.client.connect(Loops.SERVER, 9, loops.config, SHORT_NS));
        narrow.accept(PATIENCE_NS);
        loops.client.connect(Loops.SERVER, 9, loops.config, PATIENCE_NS);
    }
}
