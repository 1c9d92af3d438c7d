package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The goodput command on the link in memory, which needs no root. */
class GoodputTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void moreLossIsLessGoodput() throws IOException {
        assertEquals(
                0, run("--memory", "-C", "reno", "--loss", "0.001,0.05", "--seconds", "5", "--rounds", "1", "-J", "-"));
        JsonNode cells = new ObjectMapper().readTree(out.toString()).path("cells");
        assertEquals(2, cells.size());
        double little = cells.path(0).path("utcp_memory_bps").path(0).asDouble();
        double much = cells.path(1).path("utcp_memory_bps").path(0).asDouble();
        assertTrue(little > 3 * much && much > 0, cells::toString);
    }

    @Test
    void anUnknownAlgorithmIsRefusedInOneLineThatListsTheKnown() {
        assertEquals(2, run("--memory", "-C", "vegas"));
        assertTrue(err.toString().contains("congestion control vegas is not offered; there is"), err::toString);
    }

    private int run(String... arguments) {
        CommandLine line = Paceline.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "goodput";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }
}
