package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a host did while captures were taken changes what an analysis of them says. */
class ProbeSidecarTest {
    private static final int BURSTS_FOUND = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            Paceline.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @TempDir
    Path directory;

    private Path sender;
    private Path far;

    @BeforeEach
    void capture() {
        sender = StalledCapture.write(directory.resolve("sender.pcap"), 0);
        far = StalledCapture.write(directory.resolve("far.pcap"), 300_000);
    }

    @Test
    void stallsAndStealThatCoincideWithTrainsAreEvidenceForTheProcessor() throws IOException {
        JsonNode without = analyzed();
        JsonNode with = analyzed("--host", sidecar(0, true).toString());

        assertTrue(likelihood(with, "vcpu-steal") > likelihood(without, "vcpu-steal"));
        assertTrue(
                evidence(with, "vcpu-steal").contains("29 of 29 trains began while time was stolen"), with::toString);
        assertTrue(
                evidence(with, "vcpu-steal").contains("29 of 29 trains began when threads of the host"),
                with::toString);
        assertFalse(evidence(without, "vcpu-steal").contains("trains began"));
    }

    @Test
    void stallsWithoutStealSpeakForALatePacer() throws IOException {
        JsonNode without = analyzed();
        JsonNode with = analyzed("--host", sidecar(0, false).toString());

        assertTrue(likelihood(with, "pacer-late") > likelihood(without, "pacer-late"));
        assertTrue(evidence(with, "pacer-late").contains("29 of 29 trains began"), with::toString);
    }

    @Test
    void aWatchOfAnotherTimeIsSaidAndChangesNothing() throws IOException {
        JsonNode without = analyzed();
        JsonNode with = analyzed("--host", sidecar(3_600_000_000_000L, false).toString());

        assertEquals(likelihood(without, "pacer-late"), likelihood(with, "pacer-late"), 1e-9);
        assertTrue(with.path("notes").toString().contains("cover no time"), with::toString);
    }

    @Test
    void thePageShowsWhenTheHostStoodStill() throws IOException {
        Path page = directory.resolve("page.html");

        analyzed("--host", sidecar(0, true).toString(), "--html", page.toString());

        // 29 silences, each stalled and stolen
        assertEquals(58, Files.readString(page).split("class=\"stood\"", -1).length - 1);
    }

    @Test
    void theHostObjectOfAProbesResultServesAsWell() throws IOException {
        ObjectNode result = JSON.createObjectNode();
        result.set("host", JSON.readTree(sidecar(0, false).toFile()));
        Path file = Files.writeString(directory.resolve("run.json"), result.toString());

        assertTrue(evidence(analyzed("--host", file.toString()), "pacer-late").contains("29 of 29 trains began"));
    }

    private Path sidecar(long laterNs, boolean steal) throws IOException {
        long beganNs = StalledCapture.BEGAN_NS + laterNs;
        ObjectNode document = JSON.createObjectNode();
        document.put("began_ns", beganNs).put("duration_ns", StalledCapture.PERIODS * StalledCapture.PERIOD_NS);
        ArrayNode stalls = document.putArray("stalls");
        ArrayNode samples = document.putArray("samples");
        for (int period = 1; period < StalledCapture.PERIODS; period++) {
            long startNs = beganNs + period * StalledCapture.PERIOD_NS;
            stalls.addObject().put("time_ns", startNs).put("duration_ns", StalledCapture.SILENCE_NS - 1_000_000);
            samples.addObject()
                    .put("time_ns", startNs + StalledCapture.SILENCE_NS)
                    .put("length_ns", StalledCapture.SILENCE_NS)
                    .put("steal_ms", steal ? 20 : 0);
        }
        return Files.writeString(directory.resolve("host.json"), document.toString());
    }

    private JsonNode analyzed(String... options) throws IOException {
        out.getBuffer().setLength(0);
        String[] line = new String[options.length + 6];
        System.arraycopy(
                new String[] {"probe", "analyze", sender.toString(), far.toString(), "--json", "-"}, 0, line, 0, 6);
        System.arraycopy(options, 0, line, 6, options.length);
        assertEquals(BURSTS_FOUND, command.execute(line), err.toString());
        return JSON.readTree(out.toString());
    }

    private static double likelihood(JsonNode result, String cause) {
        return verdict(result, cause).path("likelihood").asDouble();
    }

    private static String evidence(JsonNode result, String cause) {
        return verdict(result, cause).path("evidence").toString();
    }

    private static JsonNode verdict(JsonNode result, String cause) {
        for (JsonNode each : result.path("verdict")) {
            if (each.path("cause").asText().equals(cause)) {
                return each;
            }
        }
        throw new AssertionError(cause + " in " + result);
    }
}
