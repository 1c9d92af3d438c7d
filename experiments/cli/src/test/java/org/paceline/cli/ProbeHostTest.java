package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ProbeHostTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            Paceline.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @TempDir
    Path directory;

    @Test
    void theTextHasVotesWakeUpsAndTheInterface() {
        int code = command.execute("probe", "host", "--duration", "50ms", "--interface", "lo");

        assertEquals(0, code, err.toString());
        assertTrue(out.toString().startsWith("hypervisor "), out.toString());
        assertTrue(out.toString().contains("\ncontainer "), out.toString());
        assertTrue(out.toString().contains("\nwake-ups "), out.toString());
        assertTrue(out.toString().contains("\nlo "), out.toString());
    }

    @Test
    void theSidecarHasSamplesAndWhatAnAnalysisReads() throws IOException {
        Path file = directory.resolve("host.json");

        int code = command.execute(
                "probe", "host", "-t", "120ms", "--interval", "20ms", "-i", "lo", "--json", file.toString());

        assertEquals(0, code, err.toString());
        JsonNode document = new ObjectMapper().readTree(file.toFile());
        assertEquals(1, document.path("schema").asInt());
        assertTrue(document.path("samples").size() >= 2, document::toPrettyString);
        JsonNode sample = document.path("samples").get(0);
        assertTrue(sample.path("time_ns").asLong() > document.path("began_ns").asLong(), sample::toString);
        for (String field : new String[] {"steal_ms", "stall_max_ns", "counters"}) {
            assertTrue(sample.has(field), sample::toString);
        }
        assertFalse(document.path("hypervisor").asText().isEmpty());
        assertTrue(document.path("hiccups").path("max_ns").isNumber());
        assertTrue(document.path("votes")
                        .path("hypervisor")
                        .get(0)
                        .path("confidence")
                        .asDouble()
                > 0);
        assertTrue(document.path("hiccups").path("histogram").size() > 0);
        assertEquals("lo", document.path("interfaces").get(0).path("name").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "--duration,1x",
        "--duration,'1s,2s'",
        "--duration,0ms",
        "--interval,10us",
        "--interval,",
    })
    void aWrongTimeIsSaidInOneLine(String option, String value) {
        assertEquals(2, command.execute("probe", "host", option, value == null ? "" : value));
        assertTrue(err.toString().contains(option), err.toString());
        assertEquals(1, err.toString().strip().lines().count(), err.toString());
    }

    @Test
    void tooManySamplesAreRefused() {
        assertEquals(2, command.execute("probe", "host", "--duration", "86400s", "--interval", "1ms"));
        assertTrue(err.toString().contains("--interval"), err.toString());
    }

    @Test
    void anInterfaceThatIsNotThereIsNamed() {
        assertEquals(1, command.execute("probe", "host", "--interface", "nope0"));
        assertTrue(err.toString().contains("nope0"), err.toString());
    }
}
