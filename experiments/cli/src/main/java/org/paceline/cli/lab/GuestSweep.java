package org.paceline.cli.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import org.paceline.probe.sweep.SweepReceiver;
import org.paceline.testbed.TestbedException;
import org.paceline.testbed.guest.GuestShell;

/** {@code paceline probe run} inside a guest, towards a receiver on the bridge's host. One sweep at a time. */
final class GuestSweep {
    /** C1 only: with one emulated processor the other compiler would take it away from the sender. */
    private static final String GUEST_JAVA = "/java/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m"
            + " --add-opens=java.base/java.lang.reflect=ALL-UNNAMED -cp '/paceline/*' org.paceline.cli.Paceline";

    /** How a line begins that the command says to people. */
    private static final String NOTE = "paceline: ";

    /** 128 and SIGABRT: emulated by QEMU 7.2, one start of Java in a dozen ends by an error of its own compiler. */
    private static final int CRASHED = 134;

    private static final long PATIENCE_MS = 240_000;

    private GuestSweep() {}

    /**
     * Runs it to its end.
     *
     * @param hostAddress where the receiver is, seen from the guest
     * @param options of probe run beside host, port and JSON
     * @return the document of probe run, with what it said beside that in {@code said}
     */
    static JsonNode run(GuestShell guest, SweepReceiver receiver, String hostAddress, String options) {
        CompletableFuture<Integer> serving = CompletableFuture.supplyAsync(receiver::serve);
        String said = guest.run(
                "sweep() { " + GUEST_JAVA + " probe run " + hostAddress + " --port " + receiver.port() + " " + options
                        + " --no-host --json - 2>&1; }; sweep; [ $? != " + CRASHED + " ] || sweep",
                PATIENCE_MS);
        int brace = said.indexOf("\n{");
        if (brace < 0) {
            throw new TestbedException("the guest's sweep failed: " + said.strip());
        }
        serving.join();
        try {
            return told(new ObjectMapper().readTree(said.substring(brace)), said.substring(0, brace));
        } catch (JsonProcessingException broken) {
            throw new TestbedException("the guest's answer is no JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    private static JsonNode told(JsonNode document, String said) {
        if (document instanceof ObjectNode object) {
            said.lines().filter(line -> line.startsWith(NOTE)).forEach(object.withArray("said")::add);
        }
        return document;
    }
}
