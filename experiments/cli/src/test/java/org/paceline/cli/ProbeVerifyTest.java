package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.cli.iperf.sink.Needs;
import org.paceline.probe.sweep.SweepReceiver;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import picocli.CommandLine;

/** A path that holds packets back until a file says that it is mended, and remedies that write it or do not. */
@Tag("netns")
@Timeout(120)
class ProbeVerifyTest {
    private static final int ERROR = 1;
    private static final int BURSTS_FOUND = 2;
    private static final long HOLD_NS = 20_000_000;
    private static final long MENDED_NS = 50_000;
    private static final int SWEEPS = 2;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final InputStream keyboard = System.in;
    private final Testbed testbed = new Testbed();

    @TempDir
    private Path directory;

    @AfterEach
    void takeAway() {
        System.setIn(keyboard);
        testbed.close();
    }

    @Test
    void aRemedyThatHelpsIsShownBesideWhatWas() throws IOException {
        Path page = directory.resolve("page.html");
        // the host's own stalls may still count as bursts of the sender
        int code = swept("--verify-command", "touch " + mended(), "--json", "-", "--html", page.toString());
        JsonNode result = new ObjectMapper().readTree(out.toString());
        JsonNode verification = result.path("verification");
        assertEquals("touch " + mended(), verification.path("remedy").asText(), result::toString);
        assertEquals(result.path("analysis").path("coalesced").asBoolean(), code == BURSTS_FOUND);
        assertEquals(code == 0 ? "gone" : "less", verification.path("outcome").asText(), result::toString);
        assertTrue(
                verification.path("before").path("analysis").path("coalesced").asBoolean());
        JsonNode gap = verification.path("gaps").path(0);
        assertTrue(gap.path("coalesced_share_before").asDouble() > 0.5, result::toString);
        assertTrue(gap.path("coalesced_share_after").asDouble() < 0.2, result::toString);
        assertTrue(gap.path("train_weighted_mean_before").asDouble() > 2, result::toString);
        String html = Files.readString(page);
        assertTrue(html.contains("Before and after the remedy") && html.contains("touch "), html);
        assertTrue(err.toString().contains("verdict: bursts"), "what to do was not told before");
    }

    @Test
    void aRemedyThatDoesNothingIsSaidToBeNone() throws IOException {
        assertEquals(BURSTS_FOUND, swept("--verify-command", "true"));
        assertTrue(out.toString().contains("no improvement"), out::toString);
        assertTrue(out.toString().contains("verdict before: bursts"), out::toString);
    }

    @Test
    void enterIsWaitedFor() throws IOException {
        System.setIn(new ByteArrayInputStream("\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(BURSTS_FOUND, swept("--verify"));
        assertTrue(err.toString().contains("press Enter"), err::toString);
        assertTrue(out.toString().contains("before and after the remedy"), out::toString);
    }

    @Test
    void whereNobodyCanPressEnterACommandIsAskedFor() throws IOException {
        System.setIn(InputStream.nullInputStream());
        assertEquals(ERROR, swept("--verify"));
        assertTrue(err.toString().contains("--verify-command COMMAND"), err::toString);
    }

    @Test
    void aRemedyThatFailsVerifiesNothing() throws IOException {
        assertEquals(ERROR, swept("--verify-command", "exit 3"));
        assertTrue(err.toString().contains("exit code 3"), err::toString);
        assertFalse(out.toString().contains("before and after"), out::toString);
    }

    @Test
    void whereNoBurstsAreFoundNoRemedyIsApplied() throws IOException {
        Files.createFile(mended());
        Path applied = directory.resolve("applied");
        swept("--verify-command", "touch " + applied, "--json", "-");
        // the host's own stalls may count as bursts of the sender
        boolean bursts = Files.exists(applied);
        assertEquals(bursts, new ObjectMapper().readTree(out.toString()).has("verification"));
        assertEquals(!bursts, err.toString().contains("nothing to verify"), err::toString);
    }

    private Path mended() {
        return directory.resolve("mended");
    }

    private int swept(String... options) throws IOException {
        Needs.root();
        TestHost sender = testbed.host("sender");
        TestHost node = testbed.host("node");
        TestHost receiver = testbed.host("receiver");
        testbed.connect(sender, "out", node, "left");
        testbed.connect(node, "right", receiver, "in");
        sender.address("out", "10.9.0.2/24");
        receiver.address("in", "10.9.0.1/24");
        Path mended = mended();
        testbed.own(HoldingBridge.start(node, "left", "right", () -> Files.exists(mended) ? MENDED_NS : HOLD_NS));
        SweepReceiver receiving = testbed.own(receiver.call(() -> SweepReceiver.open(0, "in")));
        CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                receiving.serve();
            }
        });
        List<String> line = new ArrayList<>(List.of("probe", "run", "10.9.0.1", "--gaps", "5ms", "--packets", "200"));
        line.addAll(List.of("--train", "20", "--port", String.valueOf(receiving.port())));
        line.addAll(List.of(options));
        CommandLine command = Paceline.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = sender.call(() -> command.execute(line.toArray(new String[0])));
        serving.cancel(true);
        return code;
    }
}
