package org.paceline.cli.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.paceline.testbed.ChildProcess;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.TestbedException;
import org.paceline.testbed.guest.Guest;
import org.paceline.testbed.guest.GuestShell;

/**
 * The guest's kernel sends a stream of TCP to its host, paced by itself (stock iperf3 with {@code --fq-rate}), and is
 * looked at in the guest and at the TAP. One thread.
 */
final class KernelStream {
    private static final String PORT = "5201";

    /** Linux sends what takes a millisecond in one piece, and up to 64 kB where the round trip is short. */
    private static final String RATE = "50M";

    private static final int SECONDS = 4;
    private static final long PATIENCE_MS = 60_000;
    private static final long LISTENS_MS = 300;

    private final TestHost host;
    private final GuestShell guest;
    private final List<String> iperf3;

    /** @param iperf3 how that is started on the host */
    KernelStream(TestHost host, GuestShell guest, List<String> iperf3) {
        this.host = host;
        this.guest = guest;
        this.iperf3 = iperf3;
    }

    /**
     * Sends.
     *
     * @param setting of ethtool for the guest's card, such as {@code tso off}
     * @param sent what tcpdump saw in the guest
     * @param tap what the TAP saw
     */
    void send(String setting, Path sent, Path tap) throws IOException {
        String refused = guest.run("ethtool -K " + Guest.INTERFACE + " " + setting + " 2>&1", PATIENCE_MS);
        if (!refused.isBlank()) {
            throw new TestbedException("the guest's card does not take " + setting + ": " + refused.strip());
        }
        GuestRecorder recorder = new GuestRecorder(guest, Guest.INTERFACE);
        try (ChildProcess server = host.start(Stream.concat(iperf3.stream(), Stream.of("-s", "-1", "-p", PORT))
                .toArray(String[]::new))) {
            server.await(LISTENS_MS);
            recorder.start("tcp and dst port " + PORT);
            try (InterfaceRecorder recording = host.call(() -> InterfaceRecorder.start(LabBridge.TAP, tap))) {
                sendOnce();
                recording.settle();
            }
        }
        recorder.fetch(sent);
    }

    private void sendOnce() {
        String said = guest.run(
                "iperf3 -c " + LabBridge.HOST_ADDRESS + " -p " + PORT + " --fq-rate " + RATE + " -t " + SECONDS
                        + " 2>&1; echo ended $?",
                PATIENCE_MS);
        if (!said.strip().endsWith("ended 0")) {
            throw new TestbedException("iperf3 failed in the guest: " + said.strip());
        }
    }
}
