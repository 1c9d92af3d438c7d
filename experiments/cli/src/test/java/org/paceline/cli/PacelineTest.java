package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.nic.DeviceException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class PacelineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aWrongOptionIsOneLineAndExitCodeTwo() {
        assertEquals(2, run("doctor", "--frobnicate"));
        assertEquals("paceline: Unknown option: '--frobnicate' (see paceline doctor --help)\n", err.toString());
    }

    @Test
    void anUnknownCommandIsOneLineAndExitCodeTwo() {
        assertEquals(2, run("pace"));
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void noCommandIsOneLineAndExitCodeTwo() {
        assertEquals(2, run());
        assertEquals("paceline: no command given (see paceline --help)\n", err.toString());
    }

    @Test
    void aFailureOfACommandIsItsMessageAndExitCodeOne() {
        assertEquals(1, fail(new CommandFailure("the server is busy: try again later")));
        assertEquals("paceline: the server is busy: try again later\n", err.toString());
    }

    @Test
    void aFailureOfADeviceIsItsMessageOnOneLine() {
        assertEquals(1, fail(new DeviceException("no interface va:\n  ip link add va ...")));
        assertEquals("paceline: no interface va: ip link add va ...\n", err.toString());
    }

    @Test
    void anythingElseIsOneLineThatNamesTheWayToTheTrace() {
        assertEquals(1, fail(new IllegalStateException("LISTEN in TIME-WAIT")));
        assertEquals(1, err.toString().lines().count());
        assertTrue(err.toString().contains("PACELINE_DEBUG=1"), err.toString());
    }

    @Test
    void everyCommandHelpsWithExamples() {
        for (CommandLine command : Paceline.commandLine().getSubcommands().values()) {
            String usage = command.getUsageMessage();

            assertTrue(usage.contains("Examples:"), usage);
            assertTrue(usage.contains("--help"), usage);
            assertFalse(usage.lines().findFirst().orElse("").isBlank(), usage);
        }
    }

    private int run(String... arguments) {
        return captured(Paceline.commandLine()).execute(arguments);
    }

    private int fail(RuntimeException failure) {
        return captured(Paceline.commandLine().addSubcommand(new Failing(failure)))
                .execute("failing");
    }

    private CommandLine captured(CommandLine command) {
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }

    @Command(name = "failing")
    private static final class Failing implements Runnable {
        private final RuntimeException failure;

        Failing(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public void run() {
            throw failure;
        }
    }
}
