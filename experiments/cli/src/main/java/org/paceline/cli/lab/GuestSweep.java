package org.paceline.cli.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.paceline.probe.sweep.SweepReceiver;
import org.paceline.testbed.TestbedException;
import org.paceline.testbed.guest.Guest;
import org.paceline.testbed.guest.GuestShell;

/** {@code paceline probe run} inside a guest, towards a receiver on the bridge's host. One sweep at a time. */
final class GuestSweep {
    /** C1 only: with one emulated processor the other compiler would take it away from the sender. */
    private static final String GUEST_JAVA = "/java/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m"
            + " --add-opens=java.base/java.lang.reflect=ALL-UNNAMED -cp '/paceline/*' org.paceline.cli.Paceline";

    /** Emulated by QEMU 7.2, one run of Java in a dozen ends by an error of its compiler or collector. */
    private static final String CRASHED = "A fatal error has been detected by the Java Runtime Environment";

    private static final int MOST_CRASHES = 2;

    /** Until the receiver knows that a sender is gone, unless none had come. */
    private static final long GONE_MS = 2_000;

    /** How a line begins that the command says to people. */
    private static final String NOTE = "paceline: ";

    private static final long PATIENCE_MS = 240_000;
    private static final String SEND_LOG = "/run/sendlog.json";

    private GuestSweep() {}

    /**
     * Runs it to its end, and once more where the guest's Java crashed.
     *
     * @param hostAddress where the receiver is, seen from the guest
     * @param options of probe run beside host, port and JSON
     * @return the document of probe run, with what it said beside that in {@code said}
     */
    static JsonNode run(GuestShell guest, SweepReceiver receiver, String hostAddress, String options) {
        String command = GUEST_JAVA + " probe run " + hostAddress + " --port " + receiver.port() + " " + options
                + " --watch ends --json - 2>&1";
        CompletableFuture<Integer> serving = CompletableFuture.supplyAsync(receiver::serve);
        String said = guest.run(command, PATIENCE_MS);
        for (int crash = 0; crash < MOST_CRASHES && said.contains(CRASHED); crash++) {
            serving = ended(serving) ? CompletableFuture.supplyAsync(receiver::serve) : serving;
            said = guest.run(command, PATIENCE_MS);
        }
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

    /**
     * The same, and fetches what the sender noted.
     *
     * @param log takes the send log
     */
    static JsonNode run(GuestShell guest, SweepReceiver receiver, String hostAddress, String options, Path log)
            throws IOException {
        JsonNode swept = run(guest, receiver, hostAddress, options + " --send-log " + SEND_LOG);
        Files.write(log, guest.bytes("cat " + SEND_LOG, PATIENCE_MS));
        return swept;
    }

    /**
     * For the options: over our own TCP.
     *
     * @param address of its own, beside that of the guest's kernel
     */
    static String overTcp(String address) {
        return " --tcp --device packet:" + Guest.INTERFACE + " --address " + address;
    }

    /** Whether a sender had come and went away; false when the receiver still waits for the first. */
    private static boolean ended(CompletableFuture<Integer> serving) {
        try {
            serving.handle((packets, gone) -> true).get(GONE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException waiting) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while a guest's sweep ended", interruption);
        }
    }

    private static JsonNode told(JsonNode document, String said) {
        if (document instanceof ObjectNode object) {
            said.lines().filter(line -> line.startsWith(NOTE)).forEach(object.withArray("said")::add);
        }
        return document;
    }
}
