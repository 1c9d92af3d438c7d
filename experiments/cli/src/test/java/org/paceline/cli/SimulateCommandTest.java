package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SimulateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Paceline.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void aRangeOfSeedsIsCountedAndFound() {
        assertEquals(0, run("simulate", "--seeds", "50", "--from", "7", "--threads", "2"));
        assertTrue(out.toString().startsWith("50 seeds, 0 failed; "), out.toString());
    }

    @Test
    void theDocumentHasTheSameNumbers() {
        assertEquals(0, run("simulate", "--seeds", "20", "--json"));
        assertTrue(out.toString().startsWith("{\"seeds\":20,\"frames\":"), out.toString());
        assertTrue(out.toString().contains("\"failures\":[]"), out.toString());
    }

    @Test
    void oneSeedIsShownFrameByFrame() {
        assertEquals(0, run("simulate", "--seed", "3", "--trace"));
        assertTrue(out.toString().lines().anyMatch(line -> line.contains("[S.] seq ")), out.toString());
        assertTrue(out.toString().lines().anyMatch(line -> line.startsWith("seed 3: ")), out.toString());
    }

    @Test
    void aTraceOfManySeedsIsRefused() {
        assertEquals(2, run("simulate", "--trace"));
        assertTrue(err.toString().contains("name it by --seed"), err.toString());
    }
}
