package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.cli.iperf.sink.Needs;
import picocli.CommandLine;

/** The bench on a small scale: a short turn of each kind, on real packets. */
@Timeout(120)
class PaceBenchTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @Tag("netns")
    void everyArmHasItsTurnAndPacedPacketsTravelAlone() throws IOException {
        Needs.root();
        Path json = directory.resolve("bench.json");
        Path html = directory.resolve("bench.html");
        String mechanisms = "bare-loop,utcp-timed,kernel-paced";
        int code = run(
                "--rates=20M",
                "--waiters=park-then-spin",
                "--mechanisms=" + mechanisms,
                "--seconds=1",
                "--rounds=1",
                "--json=" + json,
                "--html=" + html);

        assertEquals(0, code, () -> out + "\n" + err);
        JsonNode document = new ObjectMapper().readTree(json.toFile());
        assertEquals(5, document.path("runs").size());
        assertTrue(document.path("noise_floor").path("park-then-spin").has("20000000"), document::toString);
        double kernel = arm(document, "kernel-paced", "packet")
                .path("train_weighted_mean")
                .asDouble();
        for (String device : new String[] {"packet", "tap"}) {
            JsonNode utcp = arm(document, "utcp-timed", device);
            assertTrue(utcp.path("refused").isNull(), utcp::toString);
            assertTrue(utcp.path("error_p50_to_bare_loop").asDouble() > 0, utcp::toString);
            double train = utcp.path("train_weighted_mean").asDouble();
            assertTrue(train >= 1 && 3 * train < kernel, () -> "trains of " + train + ", the kernel's " + kernel);
        }
        for (JsonNode run : document.path("runs")) {
            assertTrue(run.path("packets").asLong() > 100, run::toString);
            assertTrue(run.path("cpu_share").asDouble() >= 0, run::toString);
        }
        assertTrue(Files.readString(html).contains("<svg"));
        assertTrue(out.toString().contains("utcp-timed"), out::toString);
    }

    @Test
    void whatThereIsNotIsRefusedInOneLineThatListsWhatThereIs() {
        assertEquals(2, run("--mechanisms=magic"));
        assertTrue(err.toString().contains("no mechanism is called magic; there is bare-loop"), err::toString);
    }

    @Test
    void aRateBeyondTheBenchIsRefused() {
        assertEquals(2, run("--rates=40G"));
        assertTrue(err.toString().contains("a rate is 100k to 5G bits per second"), err::toString);
    }

    private static JsonNode arm(JsonNode document, String mechanism, String device) {
        for (JsonNode arm : document.path("arms")) {
            if (arm.path("mechanism").asText().equals(mechanism)
                    && arm.path("device").asText().equals(device)) {
                return arm;
            }
        }
        throw new AssertionError("no " + mechanism + " over " + device + " in " + document);
    }

    private int run(String... arguments) {
        CommandLine line = Paceline.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "pace-bench";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }
}
