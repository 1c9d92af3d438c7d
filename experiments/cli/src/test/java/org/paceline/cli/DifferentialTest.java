package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.cli.iperf.sink.Needs;
import picocli.CommandLine;

/** The differential command on a small scale: every conversation in every pairing, on real packets. */
@Tag("netns")
@Timeout(180)
class DifferentialTest {
    private static final int CONVERSATIONS = 10;
    private static final int FAMILIES = 2;
    private static final int PAIRINGS = 4;
    private static final int CONNECTIONS = 20;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void needs() throws IOException {
        Needs.root();
    }

    @Test
    void overALossyPathUtcpTellsWhatTheKernelTells() throws IOException {
        Path json = directory.resolve("differential.json");
        int code = run(
                "--family",
                "ipv4,ipv6",
                "--bytes",
                "300K",
                "--connections",
                String.valueOf(CONNECTIONS),
                "--json",
                json.toString());

        assertEquals(0, code, () -> out + "\n" + err);
        JsonNode document = new ObjectMapper().readTree(json.toFile());
        assertEquals(0, document.path("differences").asInt());
        assertEquals(
                FAMILIES * CONVERSATIONS * PAIRINGS,
                document.path("conversations").size());
        for (JsonNode churn : document.path("connections")) {
            assertEquals(CONNECTIONS, churn.path("whole").asInt(), churn::toString);
        }
    }

    @Test
    void aPathThatCannotBeIsRefusedInOneLine() {
        assertEquals(2, run("--loss", "1.5"));
        assertTrue(err.toString().contains("loss probability of 1.5"), err::toString);
    }

    private int run(String... arguments) {
        CommandLine line = Paceline.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "differential";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }
}
