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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class GapsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            Paceline.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    @Tag("netns")
    void gapFramesHoldMoreGapsThanALateTimer() throws IOException {
        int code = command.execute(
                "gaps", "--frames", "1000", "--rounds", "2", "--ipg", "timed,gap-frames,hardware", "--json", "-");

        assertEquals(0, code, err.toString());
        JsonNode result = new ObjectMapper().readTree(out.toString());
        assertEquals(6, result.path("runs").size());
        JsonNode shares = result.path("share_within_two_frame_times");
        assertTrue(shares.path("gap-frames").asDouble() > shares.path("timed").asDouble(), () -> "shares " + shares);
        for (JsonNode run : result.path("runs")) {
            boolean refused = run.path("mechanism").asText().equals("hardware");
            assertEquals(
                    refused ? "timed" : run.path("mechanism").asText(),
                    run.path("held_by").asText());
            assertTrue(run.path("gaps").asInt() > 900, run::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--rate,1k",
        "--frame,20",
        "--gap,1",
        "--late,-1",
        "--lead,200000",
        "--frames,1",
        "--rounds,0",
        "--ipg,magic"
    })
    void aWrongOptionIsNamed(String option, String value) {
        assertEquals(2, command.execute("gaps", option, value));
        assertTrue(err.toString().contains(option.equals("--ipg") ? "magic" : option), err.toString());
    }
}
