package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.cli.iperf.sink.Needs;
import org.paceline.nic.memory.LinkModel;
import org.paceline.probe.sweep.SweepReceiver;
import org.paceline.testbed.DelayNode;
import org.paceline.testbed.DelayNodeSetup;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import picocli.CommandLine;

/**
 * The sweep over our own TCP, through namespaces: a clean path, one that holds frames back, and one that drops some.
 */
@Timeout(120)
class ProbeOverTcpTest {
    private static final int BURSTS_FOUND = 2;
    private static final int PACKETS = 400;
    private static final long HOLD_NS = 8_000_000;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Testbed testbed = new Testbed();

    @TempDir
    private Path directory;

    @AfterEach
    void takeAway() {
        testbed.close();
    }

    private int run(String... arguments) {
        CommandLine line = Paceline.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Test
    @Tag("netns")
    void aCleanPathKeepsTheGapsOfOurTcp() throws IOException {
        Needs.root();
        TestHost sender = testbed.host("sender");
        TestHost receiver = testbed.host("receiver");
        testbed.connect(sender, "out", receiver, "in");
        Path log = directory.resolve("sendlog.json");
        Path capture = directory.resolve("sender.pcapng");

        swept(sender, receiver, "in", "--send-log", log.toString(), "--capture", capture.toString());

        JsonNode result = json();
        assertEquals("tcp", result.path("transport").asText());
        assertEquals("kernel", result.path("stamps").asText());
        assertEquals(0, result.path("lost").asInt(), result::toString);
        assertAllAccountedFor(result);
        assertTrue(coalescedShare(result) < 0.2, result::toString);
        // each record is known in a capture by what its payload says
        out.getBuffer().setLength(0);
        int code = run("probe", "analyze", log.toString(), capture.toString(), "--json", "-");
        assertTrue(code == 0 || code == BURSTS_FOUND, err::toString);
        assertEquals(result.path("sent").asInt(), json().path("matched").asInt(), out::toString);
    }

    @Test
    @Tag("netns")
    void aPathThatHoldsSegmentsBackClosesTheGaps() throws IOException {
        Needs.root();
        TestHost sender = testbed.host("sender");
        TestHost node = testbed.host("node");
        TestHost receiver = testbed.host("receiver");
        testbed.connect(sender, "out", node, "left");
        testbed.connect(node, "right", receiver, "in");
        testbed.own(HoldingBridge.start(node, "left", "right", () -> HOLD_NS));

        assertEquals(BURSTS_FOUND, swept(sender, receiver, "in"));

        JsonNode result = json();
        assertAllAccountedFor(result);
        assertTrue(coalescedShare(result) > 0.5, result::toString);
        assertTrue(result.path("analysis").path("coalesced").asBoolean(), result::toString);
    }

    @Test
    @Tag("netns")
    void whatWasSentAgainIsNoArrivalOfTheFirstSending() throws IOException {
        Needs.root();
        TestHost sender = testbed.host("sender");
        TestHost node = testbed.host("node");
        TestHost receiver = testbed.host("receiver");
        testbed.connect(sender, "out", node, "left");
        testbed.connect(receiver, "in", node, "right");
        LinkModel lossy = LinkModel.defaults().withLoss(0.02);
        testbed.own(DelayNode.start(
                node, new DelayNodeSetup("left", "right", lossy, LinkModel.defaults(), 7), UnaryOperator.identity()));

        // the program's stamps, which come late for all that waits behind a hole
        swept(sender, receiver, null);

        JsonNode result = json();
        assertTrue(result.path("resent_segments").asInt() > 0, result::toString);
        assertTrue(result.path("set_aside").asInt() > 0, result::toString);
        assertAllAccountedFor(result);
        assertTrue(coalescedShare(result) < 0.2, result::toString);
    }

    private int swept(TestHost sender, TestHost receiver, @Nullable String stamping, String... options)
            throws IOException {
        receiver.address("in", "10.9.0.1/24");
        SweepReceiver receiving = testbed.own(receiver.call(() -> SweepReceiver.open(0, stamping)));
        CompletableFuture<Integer> seen = CompletableFuture.supplyAsync(receiving::serve);
        List<String> line = new ArrayList<>(List.of("probe", "run", "10.9.0.1", "--tcp", "--device", "packet:out"));
        line.addAll(List.of("--address", "10.9.0.2/24", "--port", String.valueOf(receiving.port())));
        line.addAll(List.of("--gaps", "2ms", "--packets", String.valueOf(PACKETS), "--train", "10", "--json", "-"));
        line.addAll(List.of(options));
        int code = sender.call(() -> run(line.toArray(new String[0])));
        assertTrue(code == 0 || code == BURSTS_FOUND, err::toString);
        assertEquals(PACKETS, seen.join());
        return code;
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    private static double coalescedShare(JsonNode result) {
        assertTrue(result.path("curve").path(0).path("kept_apart").asInt() > PACKETS / 4, result::toString);
        return result.path("curve").path(0).path("coalesced_share").asDouble();
    }

    private static void assertAllAccountedFor(JsonNode result) {
        int sent = result.path("sent").asInt();
        assertEquals(PACKETS, sent + result.path("set_aside").asInt(), result::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "--tcp, write --device",
        "--tcp --device packet:eth1, write our own with its prefix",
        "--device packet:eth1, are for --tcp",
        "--tcp --device packet:eth1 --address 10.9.0.2/24 -l 40, a packet over TCP has 88 to 1460 bytes of payload",
        "--wait never, 'use spin, park-then-spin or park'",
    })
    void whatIsWrongIsRefusedInOneLine(String options, String said) {
        assertEquals(1, run(("probe run 192.0.2.1 " + options).split(" ", -1)));
        assertTrue(err.toString().contains(said), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }
}
