package org.paceline.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.paceline.testbed.TestbedException;
import org.paceline.testbed.guest.GuestShell;

/** A machine of the lab that has a guest, whose packets come to its bridge by one interface. One thread. */
final class GuestBackend {
    static final long PATIENCE_MS = 60_000;

    private static final String CAPTURE = "/run/backend.pcap";

    private final GuestShell machine;
    private final GuestShell guest;
    private final String interfaceName;

    /** @param interfaceName of the machine, that the guest's packets come from: a vif or a TAP */
    GuestBackend(GuestShell machine, GuestShell guest, String interfaceName) {
        this.machine = machine;
        this.guest = guest;
        this.interfaceName = interfaceName;
    }

    GuestShell guest() {
        return guest;
    }

    String interfaceName() {
        return interfaceName;
    }

    CpuTicks machineTicks() {
        return CpuTicks.parse(machine.run(CpuTicks.COMMAND, PATIENCE_MS));
    }

    CpuTicks guestTicks() {
        return CpuTicks.parse(guest.run(CpuTicks.COMMAND, PATIENCE_MS));
    }

    /** Begins to record what comes from the guest for a port of UDP. */
    void record(int port) {
        String said = machine.run(
                "tcpdump -i " + interfaceName + " -s 128 -Z root -B 16384 --time-stamp-precision=nano -w " + CAPTURE
                        + " udp and dst port " + port
                        + " </dev/null >/run/tcpdump.said 2>&1 & echo $! > /run/tcpdump.pid;"
                        + " sleep 2; cat /run/tcpdump.said",
                PATIENCE_MS);
        if (!said.contains("listening")) {
            throw new TestbedException("tcpdump did not start in the lab's machine: " + said.strip());
        }
    }

    /** Ends the recording, and fetches it. */
    void fetchRecording(Path file) throws IOException {
        String said =
                machine.run("sleep 1; kill -INT $(cat /run/tcpdump.pid); sleep 2; cat /run/tcpdump.said", PATIENCE_MS);
        if (!said.contains("0 packets dropped by kernel")) {
            throw new TestbedException("the recording in the lab's machine is not whole: " + said.strip());
        }
        Files.write(file, machine.bytes("cat " + CAPTURE, PATIENCE_MS));
    }
}
