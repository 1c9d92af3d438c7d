package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.paceline.cli.manyflows.PacedFlows;
import picocli.CommandLine;

/** Ten thousand paced flows on one stack, in virtual time; what a packet costs is told and not judged here. */
class ManyFlowsTest {
    private static final int FLOWS = 10_000;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tenThousandFlowsKeepTheirRatesShareEquallyAndAllocateNothing() {
        PacedFlows.Result result = PacedFlows.inMemory(FLOWS, 20_000).run(24, 20);
        assertTrue(result.frames() >= FLOWS * 19L, result::toString);
        assertTrue(result.worstRateError() <= 0.01, result::toString);
        assertTrue(result.fairness() >= 0.99, result::toString);
        assertTrue(result.bytesPerFrame() < 1, result::toString);
    }

    @Test
    void theCommandComparesTheFewestWithTheMost() throws IOException {
        run("--flows", "200,4", "--packets", "8000", "--rounds", "1", "--json", "-");

        JsonNode document = new ObjectMapper().readTree(out.toString());
        JsonNode few = document.at("/runs/0");
        JsonNode many = document.at("/runs/1");
        assertEquals(4, few.path("flows").asInt());
        assertEquals(200, many.path("flows").asInt());
        double ratio = many.path("ns_per_packet").asDouble()
                / few.path("ns_per_packet").asDouble();
        assertEquals(ratio, document.path("cost_ratio").asDouble(), 1e-9);
    }

    @Test
    void moreFlowsThanPortsAreRefusedInOneLine() {
        assertEquals(2, run("--flows", "10,100000"));
        assertTrue(err.toString().contains("--flows takes numbers from 1 to 16000"), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    private int run(String... arguments) {
        CommandLine line = Paceline.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "many-flows";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }
}
