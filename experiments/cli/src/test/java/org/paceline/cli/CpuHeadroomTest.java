package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paceline.cli.iperf.sink.Needs;
import picocli.CommandLine;

/** The cpu-headroom command on a small scale. */
@Timeout(60)
class CpuHeadroomTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @Tag("netns")
    void bothArmsSendFromALoadedCoreAndOnlyOneHoldsBack() throws IOException {
        Needs.root();
        int code = run(
                "--rate=20M",
                "--rtt=4",
                "--flows=2",
                "--hogs=1",
                "--nice=0",
                "--cpu=0",
                "--seconds=1",
                "--rounds=1",
                "--json=-");

        assertEquals(0, code, err::toString);
        JsonNode turns = new ObjectMapper().readTree(out.toString()).path("turns");
        assertEquals(2, turns.size());
        for (JsonNode turn : turns) {
            assertTrue(turn.path("goodput_bps").asDouble() > 0, turn::toString);
            assertTrue(
                    turn.path("cpu_headroom").asBoolean()
                            || turn.path("held_growths").asLong() == 0,
                    turn::toString);
        }
    }

    @Test
    void wrongOptionsAreOneLine() {
        assertEquals(2, run("--hogs", "-1"));
        assertTrue(err.toString().contains("--hogs -1 is out of range; give 0 to 32"), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    private int run(String... arguments) {
        CommandLine line = Paceline.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "cpu-headroom";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }
}
