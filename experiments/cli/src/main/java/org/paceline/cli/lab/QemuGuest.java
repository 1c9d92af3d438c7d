package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.probe.AnalysisRun;
import org.paceline.probe.path.PathReport;
import org.paceline.probe.sweep.SweepReceiver;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.guest.Guest;
import org.paceline.testbed.guest.GuestShell;

/**
 * A running guest that sends to its bridge's host, looked at in two points: the sender's own log, or tcpdump in the
 * guest, and the stamps at the TAP. One thread.
 */
final class QemuGuest {
    private static final int WARM_UP_PACKETS = 200;

    private final Testbed testbed;
    private final TestHost host;
    private final GuestShell shell;
    private final long pid;
    private final GuestBoot boot;
    private final Path folder;

    /** @param folder that takes what is recorded */
    QemuGuest(Testbed testbed, TestHost host, Guest guest, GuestBoot boot, Path folder) {
        this.testbed = testbed;
        this.host = host;
        this.boot = boot;
        this.folder = folder;
        shell = guest.shell(Guest.ADDRESS);
        pid = guest.pid();
    }

    /**
     * A stream of the guest's kernel.
     *
     * @param iperf3 how that is started on this host
     */
    StreamResult stream(List<String> iperf3) throws IOException {
        GuestWatch watch = new GuestWatch(pid);
        Path sent = folder.resolve("guest.pcap");
        Path tap = folder.resolve("tap.pcapng");
        new KernelStream(host, shell, iperf3).send(boot.variant().streamSetting(), sent, tap);
        GuestRun run = watch.end(boot);
        return new StreamResult(run, analysed(run, MissingNode.getInstance(), sent, tap));
    }

    /** A sweep, and one gap of it once more through a forwarder behind the bridge, unless that is null. */
    VariantResult sweep(String gaps, int packets, @Nullable String repacedGap) throws IOException {
        SweepReceiver receiver = testbed.own(host.call(() -> SweepReceiver.open(0, LabBridge.TAP)));
        sweep(receiver, options(gaps, WARM_UP_PACKETS));
        if (boot.variant().contended()) {
            contend();
        }
        Path sent = folder.resolve("sendlog.json");
        Path tap = folder.resolve("tap.pcapng");
        GuestWatch watch = new GuestWatch(pid);
        JsonNode measured;
        try (InterfaceRecorder recording = host.call(() -> InterfaceRecorder.start(LabBridge.TAP, tap))) {
            measured = GuestSweep.run(shell, receiver, LabBridge.HOST_ADDRESS, options(gaps, packets), sent);
            recording.settle();
        }
        GuestRun run = watch.end(boot);
        PathReport analysis = analysed(run, measured, sent, tap);
        if (repacedGap == null) {
            return new VariantResult(run, measured, analysis, null);
        }
        String again = options(repacedGap, packets);
        JsonNode atTap = sweep(receiver, again);
        RepacedUplink uplink = new RepacedUplink(testbed, host);
        return new VariantResult(run, measured, analysis, uplink.sweep(shell, atTap, repacedGap, again));
    }

    private PathReport analysed(GuestRun run, JsonNode sweep, Path sent, Path tap) throws IOException {
        Path facts = folder.resolve("host.json");
        run.writeFacts(facts, sweep);
        return AnalysisRun.of(List.of(sent, tap), 0, facts, line -> {});
    }

    /** Both on one processor, as a host does that has sold more of them than it has. */
    private void contend() {
        host.run("taskset", "-a", "-c", "-p", "0", String.valueOf(pid));
        testbed.own(host.start("taskset", "-c", "0", "sh", "-c", "while :; do :; done"));
    }

    private String options(String gaps, int packets) {
        return "--gaps " + gaps + " --packets " + packets + boot.variant().sweepOptions();
    }

    private JsonNode sweep(SweepReceiver receiver, String options) {
        return GuestSweep.run(shell, receiver, LabBridge.HOST_ADDRESS, options);
    }
}
