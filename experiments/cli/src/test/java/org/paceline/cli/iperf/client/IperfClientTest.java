package org.paceline.cli.iperf.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.paceline.cli.iperf.client.ScriptedServer.Script;
import org.paceline.cli.iperf.protocol.ControlState;
import org.paceline.cli.iperf.protocol.Told;
import org.paceline.cli.iperf.transport.KernelTransport;

/** What a client says when its server does not do what it should. */
@Timeout(60)
class IperfClientTest {
    private static final long ANSWER_NS = 2_000_000_000L;

    /** More than the kernel's buffers take, so that a server that does not read holds the test. */
    private static final long TOTAL_BYTES = 64L << 20;

    private static final TestListener NOBODY = new TestListener() {};

    private static final String GOOD_RESULTS =
            "{\"cpu_util_total\":0,\"cpu_util_user\":0,\"cpu_util_system\":0,\"sender_has_retransmits\":-1,"
                    + "\"streams\":[{\"id\":1,\"bytes\":%d,\"retransmits\":18446744073709551615,\"jitter\":0,"
                    + "\"errors\":0,\"packets\":0,\"start_time\":0,\"end_time\":0.5}]}";

    static Stream<Arguments> endings() {
        return Stream.of(
                failing("the server is busy with another test", server -> {
                    server.takeControl();
                    server.say(ControlState.ACCESS_DENIED);
                }),
                failing("while the server should take the test", ScriptedServer::takeControl),
                failing("while the server should read the parameters", server -> {
                    server.takeControl();
                    server.say(ControlState.PARAM_EXCHANGE);
                    server.hearJson();
                }),
                failing("while the server should take the data connections", server -> {
                    server.takeControl();
                    server.say(ControlState.PARAM_EXCHANGE);
                    server.hearJson();
                    server.say(ControlState.CREATE_STREAMS);
                    server.takeStream();
                }),
                failing("while the server should start the test", server -> {
                    server.takeControl();
                    server.say(ControlState.PARAM_EXCHANGE);
                    server.hearJson();
                    server.say(ControlState.CREATE_STREAMS);
                    server.takeStream();
                    server.say(ControlState.TEST_START);
                }),
                failing("while the server should receive", ScriptedServer::reachRunning),
                failing("while the server should end the test", ScriptedServer::reachEnd),
                failing("in the middle of its results", server -> {
                    server.reachEnd();
                    server.say(ControlState.EXCHANGE_RESULTS);
                    server.hearJson();
                }),
                failing("while the server should read our results", server -> {
                    long bytes = server.reachEnd();
                    server.say(ControlState.EXCHANGE_RESULTS);
                    server.hearJson();
                    server.sayJson(String.format(GOOD_RESULTS, bytes));
                }),
                failing("it did not understand the parameters", server -> {
                    server.takeControl();
                    server.say(ControlState.PARAM_EXCHANGE);
                    server.hearJson();
                    server.say(ControlState.SERVER_ERROR);
                    server.out.writeInt(114);
                    server.out.writeInt(0);
                }),
                failing("above the server's limit", server -> {
                    server.reachRunning();
                    server.say(ControlState.SERVER_ERROR);
                    server.out.writeInt(27);
                    server.out.writeInt(0);
                }),
                failing("the server has ended the test", server -> {
                    server.reachRunning();
                    server.say(ControlState.SERVER_TERMINATE);
                }),
                failing("announced DISPLAY_RESULTS while it should receive", server -> {
                    server.reachRunning();
                    server.say(ControlState.DISPLAY_RESULTS);
                }),
                failing("announced state 77", server -> {
                    server.takeControl();
                    server.out.writeByte(77);
                }),
                failing("no JSON", server -> {
                    server.reachEnd();
                    server.say(ControlState.EXCHANGE_RESULTS);
                    server.hearJson();
                    server.sayJson("<html>504</html>");
                }),
                failing("2147483647 bytes of its results", server -> {
                    server.reachEnd();
                    server.say(ControlState.EXCHANGE_RESULTS);
                    server.hearJson();
                    server.out.writeInt(Integer.MAX_VALUE);
                }),
                failing("lack stream 1", server -> {
                    server.reachEnd();
                    server.say(ControlState.EXCHANGE_RESULTS);
                    server.hearJson();
                    server.sayJson(String.format(GOOD_RESULTS, 1).replace("\"id\":1", "\"id\":2"));
                    server.say(ControlState.DISPLAY_RESULTS);
                    server.hear();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void whateverTheServerDoesWrongIsOneLine(String line, Script script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            IperfClient client = client(server.port());

            String message = Told.by(client::run);
            assertTrue(message.contains(line), message);
        }
    }

    @Test
    void aServerThatFallsSilentIsNotWaitedForForEver() throws Exception {
        Script silent = server -> {
            server.takeControl();
            server.in.read();
        };
        try (ScriptedServer server = new ScriptedServer(silent)) {
            String message = Told.by(client(server.port())::run);

            assertTrue(message.contains("did not answer within 2000 ms"), message);
        }
    }

    @Test
    void aDataConnectionThatIsRefusedIsNamed() throws Exception {
        Script refusing = server -> {
            server.takeControl();
            server.say(ControlState.PARAM_EXCHANGE);
            server.hearJson();
            server.say(ControlState.CREATE_STREAMS);
            Socket stream = server.takeStream();
            stream.getOutputStream().write(ControlState.ACCESS_DENIED.code());
            server.in.read();
        };
        try (ScriptedServer server = new ScriptedServer(refusing)) {
            String message = Told.by(client(server.port())::run);

            assertTrue(message.contains("refused data connection 1"), message);
        }
    }

    @Test
    void aTestThatEndsWellSaysSoToTheServer() throws Exception {
        Script good = server -> {
            long bytes = server.reachEnd();
            server.say(ControlState.EXCHANGE_RESULTS);
            server.hearJson();
            server.sayJson(String.format(GOOD_RESULTS, bytes));
            server.say(ControlState.DISPLAY_RESULTS);
            assertEquals(ControlState.IPERF_DONE.code(), server.hear());
        };
        try (ScriptedServer server = new ScriptedServer(good)) {
            TestSummary summary = client(server.port()).run();

            assertTrue(server.played());
            assertEquals(TOTAL_BYTES, summary.sentBytes());
            assertEquals(TOTAL_BYTES, summary.receivedBytes());
            assertTrue(summary.drained());
        }
    }

    @Test
    void anInterruptedTestIsTakenBackAndSummedUp() throws Exception {
        byte[] heard = new byte[1];
        Script listening = server -> {
            server.reachRunning();
            heard[0] = server.hear();
        };
        try (ScriptedServer server = new ScriptedServer(listening)) {
            IperfClient[] client = new IperfClient[1];
            TestListener interrupting = new TestListener() {
                @Override
                public void onCounted() {
                    client[0].interrupt();
                }
            };
            client[0] = new IperfClient(settings(server.port()), new KernelTransport(), interrupting, ANSWER_NS);
            TestSummary summary = client[0].run();

            assertTrue(server.played());
            assertEquals(ControlState.CLIENT_TERMINATE.code(), heard[0]);
            assertTrue(summary.interrupted());
            assertEquals(-1, summary.receivedBytes());
        }
    }

    @Test
    void aServerThatIsNotThereIsALine() throws Exception {
        int freePort;
        try (ScriptedServer server = new ScriptedServer(anyServer -> {})) {
            freePort = server.port();
        }

        String message = Told.by(client(freePort)::run);
        assertTrue(message.contains("cannot connect to 127.0.0.1 port " + freePort), message);
        assertTrue(message.contains("start iperf3 -s there"), message);
    }

    @Test
    void aFileThatIsNotThereIsALineBeforeAnythingIsTried() throws Exception {
        SendSettings settings = settings(1).withFile(Path.of("no-such-file"));

        String message = Told.by(new IperfClient(settings, new KernelTransport(), NOBODY)::run);
        assertTrue(message.contains("no-such-file"), message);
    }

    private static Arguments failing(String line, Script script) {
        return Arguments.of(line, script);
    }

    private static IperfClient client(int port) throws IOException {
        return new IperfClient(settings(port), new KernelTransport(), NOBODY, ANSWER_NS);
    }

    private static SendSettings settings(int port) throws IOException {
        return SendSettings.defaults((Inet4Address) InetAddress.getLoopbackAddress(), port)
                .withTotalBytes(TOTAL_BYTES);
    }
}
