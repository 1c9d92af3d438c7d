package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SendCommandTest {
    private static final String STATION = " --device tap:pace-test --address 10.9.0.2/24";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-c 10.9.0.1 | no device given",
                "-c 10.9.0.1 --device tap:pace-test | no address given",
                "-c 10.9.0.1 --device eth0 --address 10.9.0.2/24 | no device is called \"eth0\"",
                "-c 10.9.0.1 --device tap: --address 10.9.0.2/24 | no device is called \"tap:\"",
                "-c 10.9.0.1 --device tap:x --address 10.9.0.2 | not an address with its prefix length",
                "-c 10.9.0.1 --gateway here @ | not an IPv4 address",
                "-c 10.9.0.1 --gateway 10.8.0.1 @ | outside of 10.9.0.2/24",
                "-c 10.9.0.1 --mac 01:00:00:00:00:01 @ | the address of a group",
                "-c 10.9.0.1 --mac nonsense @ | not a MAC address",
                "-c 10.9.0.1 --wait sleep @ | no wait is called \"sleep\"",
                "-c 10.9.0.1 -t 5 -n 1M @ | only one of -t and -n",
                "-c 10.9.0.1 -t 0 @ | -t 0",
                "-c 10.9.0.1 -n some @ | -n \"some\" is no number of bytes",
                "-c 10.9.0.1 -l 2M @ | a block has between",
                "-c 10.9.0.1 -P 129 @ | between 1 and 128 streams",
                "-c 10.9.0.1 -O 601 @ | can be omitted",
                "-c 10.9.0.1 -i 0.01 @ | a report interval",
                "-c 10.9.0.1 -p 0 @ | port 0",
                "-c 10.9.0.1 -M -5 @ | -M -5",
                "-c 10.9.0.1 -w 1 @ | -w 1 is out of range",
                "-c 10.9.0.1 -b 10M --pacing rtt @ | give one of them",
                "-c 10.9.0.1 -b fast @ | -b \"fast\" is no rate",
                "-c 10.9.0.1 --pacing fast @ | no pacing is called \"fast\"",
                "-c 10.9.0.1 -C vegas @ | congestion control vegas is not offered",
                "-c 10.9.0.1 -F any -P 2 @ | a file is sent over one stream",
                "-c 10.9.0.999 @ | 10.9.0.999"
            })
    void whatCannotBeDoneIsOneLineAndADocument(String arguments, String line) throws JsonProcessingException {
        assertEquals(1, execute((arguments + " -J").replace(" @", STATION)));

        String told = err.toString();
        assertTrue(told.startsWith("paceline: ") && told.contains(line), told);
        assertEquals(1, told.lines().count(), told);
        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertEquals(
                told.substring("paceline: ".length()).strip(),
                document.path("error").asText());
    }

    @Test
    void withoutAServerTheUsageIsNamed() {
        assertEquals(2, execute("-t 5"));
        assertTrue(err.toString().contains("--client"), err.toString());
    }

    @Test
    void helpShowsExamples() {
        assertEquals(0, execute("--help"));
        assertTrue(out.toString().contains("--device tap:pace0 --address 10.9.0.2/24"), out.toString());
    }

    private int execute(String arguments) {
        FailureLine failureLine = new FailureLine(false);
        return new CommandLine(new SendCommand())
                .setExecutionExceptionHandler(failureLine)
                .setParameterExceptionHandler(failureLine)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.split(" ", -1));
    }
}
