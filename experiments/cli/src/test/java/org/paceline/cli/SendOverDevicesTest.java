package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.cli.iperf.sink.Needs;
import org.paceline.nic.memory.LinkModel;
import org.paceline.testbed.DelayNode;
import org.paceline.testbed.DelayNodeSetup;
import org.paceline.testbed.Iperf3Server;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import picocli.CommandLine;

/** The send command on real devices, in namespaces of its own, against a stock iperf3 server. */
@Tag("netns")
@Timeout(180)
class SendOverDevicesTest {
    private static final long BYTES = 2 << 20;
    private static final long FILE_BYTES = 100_000_003;
    private static final long MS_NS = 1_000_000;

    @TempDir
    private Path directory;

    private Testbed testbed;

    @BeforeEach
    void prepare() throws IOException {
        Needs.root();
        Needs.program("iperf3");
        testbed = new Testbed();
    }

    @AfterEach
    void takeAway() {
        if (testbed != null) {
            testbed.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void overATapInterfaceTheServerCountsWhatWeSent(int streams) throws Exception {
        TestHost host = testbed.host("both");
        host.run("ip", "tuntap", "add", "mode", "tap", "name", "pace0");
        host.address("pace0", "10.9.0.1/24");
        host.run("ip", "link", "set", "pace0", "up");

        assertCountsAgree(host, host, "tap:pace0", streams);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void overAPacketSocketTheServerCountsWhatWeSent(int streams) throws Exception {
        TestHost sender = testbed.host("sender");
        TestHost receiver = testbed.host("receiver");
        testbed.connect(sender, "out", receiver, "in");
        receiver.address("in", "10.9.0.1/24");

        assertCountsAgree(sender, receiver, "packet:out", streams);
    }

    @Test
    void theKernelStampsWhatLeavesAPacketSocket() throws Exception {
        TestHost sender = testbed.host("sender");
        TestHost receiver = testbed.host("receiver");
        testbed.connect(sender, "out", receiver, "in");
        receiver.address("in", "10.9.0.1/24");
        testbed.own(Iperf3Server.start(receiver, Iperf3Server.DEFAULT_PORT));

        JsonNode document = send(sender, "packet:out", "-n", String.valueOf(BYTES), "--pacing", "20M", "--tx-stamps");

        // the last departures' stamps may come when the test no longer counts
        long departures = document.at("/paceline/departures").asLong();
        assertTrue(document.at("/paceline/tx_stamps/stamped").asLong() > departures * 9 / 10, document.toString());
        assertTrue(document.at("/paceline/tx_stamps/from_release_ns/p50").asLong() > 0);
        assertTrue(document.at("/paceline/thread/cpu_ns_per_packet").asDouble() > 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void overATapInterfaceAndIpv6TheServerCountsWhatWeSent(int streams) throws Exception {
        TestHost host = testbed.host("both");
        host.run("ip", "tuntap", "add", "mode", "tap", "name", "pace0");
        host.ipv6Address("pace0", "fd00:9::1/64");
        host.run("ip", "link", "set", "pace0", "up");

        assertIpv6CountsAgree(host, host, "tap:pace0", streams);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void overAPacketSocketAndIpv6TheServerCountsWhatWeSent(int streams) throws Exception {
        TestHost sender = testbed.host("sender");
        TestHost receiver = testbed.host("receiver");
        testbed.connect(sender, "out", receiver, "in");
        receiver.ipv6Address("in", "fd00:9::1/64");

        assertIpv6CountsAgree(sender, receiver, "packet:out", streams);
    }

    private void assertIpv6CountsAgree(TestHost sender, TestHost receiver, String device, int streams)
            throws Exception {
        testbed.own(Iperf3Server.start(receiver, Iperf3Server.DEFAULT_PORT));
        String bytes = String.valueOf(BYTES);
        String parallel = String.valueOf(streams);

        JsonNode document = sendFrom(sender, device, "fd00:9::1", "fd00:9::2/64", "-6", "-n", bytes, "-P", parallel);

        assertEquals(BYTES, document.at("/end/sum_sent/bytes").asLong(), document.toString());
        assertEquals(BYTES, document.at("/end/sum_received/bytes").asLong());
        assertEquals(streams, document.at("/start/connected").size());
        assertEquals(
                "fd00:9:0:0:0:0:0:1",
                document.at("/start/connected/0/remote_host").asText());
    }

    @Test
    void aFileSurvivesLossAndReordering() throws Exception {
        TestHost sender = testbed.host("sender");
        TestHost node = testbed.host("node");
        TestHost receiver = testbed.host("receiver");
        testbed.connect(sender, "out", node, "left");
        testbed.connect(receiver, "in", node, "right");
        receiver.address("in", "10.9.0.1/24");
        LinkModel harm =
                LinkModel.defaults().withDelayNs(MS_NS / 5).withLoss(0.01).withReordering(0.01, MS_NS);
        testbed.own(DelayNode.start(
                node, new DelayNodeSetup("left", "right", harm, LinkModel.defaults(), 7), UnaryOperator.identity()));
        Path sent = randomFile(directory.resolve("sent"));
        Path received = directory.resolve("received");
        testbed.own(Iperf3Server.start(receiver, Iperf3Server.DEFAULT_PORT, "-F", received.toString()));

        JsonNode document = send(sender, "packet:out", "-F", sent.toString());

        assertEquals(FILE_BYTES, document.at("/end/sum_received/bytes").asLong(), document.toString());
        assertTrue(document.at("/end/sum_sent/retransmits").asLong() > 0, "the path dropped nothing");
        assertEquals(-1, Files.mismatch(sent, received));
    }

    private static Path randomFile(Path path) throws IOException {
        SplittableRandom random = new SplittableRandom(6);
        byte[] block = new byte[1 << 20];
        try (OutputStream contents = Files.newOutputStream(path)) {
            for (long left = FILE_BYTES; left > 0; left -= block.length) {
                random.nextBytes(block);
                contents.write(block, 0, (int) Math.min(left, block.length));
            }
        }
        return path;
    }

    private void assertCountsAgree(TestHost sender, TestHost receiver, String device, int streams) throws Exception {
        testbed.own(Iperf3Server.start(receiver, Iperf3Server.DEFAULT_PORT));
        Path capture = directory.resolve("run.pcapng");

        JsonNode document = send(
                sender,
                device,
                "-n",
                String.valueOf(BYTES),
                "-P",
                String.valueOf(streams),
                "--capture",
                capture.toString());

        assertEquals(BYTES, document.at("/end/sum_sent/bytes").asLong(), document.toString());
        assertEquals(BYTES, document.at("/end/sum_received/bytes").asLong());
        assertEquals(streams, document.at("/start/connected").size());
        assertEquals("half-rtt", document.at("/paceline/policy").asText());
        assertTrue(document.at("/paceline/departures").asLong() >= BYTES / 1_460);
        assertClean(capture);
    }

    /** No bad checksum, nothing malformed, and no acknowledgment of what the capture does not hold. */
    private static void assertClean(Path capture) throws Exception {
        // Linux writes a checksum of 0 as 0xffff, the same number in one's complement, and tshark calls that one bad
        String segmentsToJudge = "tcp && !(ip.src == 10.9.0.1 && tcp.checksum == 0xffff)";
        Needs.program("tshark");
        Process tshark = new ProcessBuilder(
                        "tshark",
                        "-r",
                        capture.toString(),
                        "-d",
                        "tcp.port==5201,data", // else some dissector may take our bytes for its own, and complain
                        "-o",
                        "tcp.check_checksum:TRUE",
                        "-o",
                        "ip.check_checksum:TRUE",
                        "-Y",
                        segmentsToJudge,
                        "-T",
                        "fields",
                        "-e",
                        "ip.checksum.status",
                        "-e",
                        "tcp.checksum.status",
                        "-e",
                        "_ws.malformed",
                        "-e",
                        "tcp.analysis.ack_lost_segment")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> segments = tshark.inputReader().lines().toList();

        assertEquals(0, tshark.waitFor());
        assertTrue(segments.size() > BYTES / 1_460, "the capture holds " + segments.size() + " segments");
        // 1 is tshark's "good"
        List<String> unclean = segments.stream()
                .filter(segment -> !segment.strip().equals("1\t1"))
                .toList();
        assertEquals(List.of(), unclean, "ip checksum, tcp checksum, malformed, ack of an unseen segment");
    }

    private static JsonNode send(TestHost host, String device, String... further) throws IOException {
        return sendFrom(host, device, "10.9.0.1", "10.9.0.2/24", further);
    }

    private static JsonNode sendFrom(TestHost host, String device, String server, String address, String... further)
            throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = new String[further.length + 7];
        arguments[0] = "-c";
        arguments[1] = server;
        arguments[2] = "--device";
        arguments[3] = device;
        arguments[4] = "--address";
        arguments[5] = address;
        arguments[6] = "-J";
        System.arraycopy(further, 0, arguments, 7, further.length);
        int exitCode = host.call(() -> new CommandLine(new SendCommand())
                .setExecutionExceptionHandler(new FailureLine(false))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments));
        assertEquals(0, exitCode, err.toString());
        return new ObjectMapper().readTree(out.toString());
    }
}
