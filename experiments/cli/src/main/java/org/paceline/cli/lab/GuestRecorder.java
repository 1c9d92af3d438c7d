package org.paceline.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.paceline.testbed.TestbedException;
import org.paceline.testbed.guest.GuestShell;

/** Has tcpdump in a machine of the lab record an interface. One recording at a time; one thread. */
final class GuestRecorder {
    private static final String CAPTURE = "/run/recorded.pcap";

    private final GuestShell machine;
    private final String interfaceName;

    GuestRecorder(GuestShell machine, String interfaceName) {
        this.machine = machine;
        this.interfaceName = interfaceName;
    }

    String interfaceName() {
        return interfaceName;
    }

    /**
     * Begins.
     *
     * @param filter of what is wanted, as tcpdump has it
     */
    void start(String filter) {
        String said = machine.run(
                "tcpdump -i " + interfaceName + " -s 128 -Z root -B 16384 --time-stamp-precision=nano -w " + CAPTURE
                        + " " + filter + " </dev/null >/run/tcpdump.said 2>&1 & echo $! > /run/tcpdump.pid;"
                        + " sleep 2; cat /run/tcpdump.said",
                GuestBackend.PATIENCE_MS);
        if (!said.contains("listening")) {
            throw new TestbedException("tcpdump did not start in the lab's machine: " + said.strip());
        }
    }

    /** Ends, and fetches what was recorded. */
    void fetch(Path file) throws IOException {
        String said = machine.run(
                "sleep 1; kill -INT $(cat /run/tcpdump.pid); sleep 2; cat /run/tcpdump.said", GuestBackend.PATIENCE_MS);
        if (!said.contains("0 packets dropped by kernel")) {
            throw new TestbedException("the recording in the lab's machine is not whole: " + said.strip());
        }
        Files.write(file, machine.bytes("cat " + CAPTURE, GuestBackend.PATIENCE_MS));
    }
}
