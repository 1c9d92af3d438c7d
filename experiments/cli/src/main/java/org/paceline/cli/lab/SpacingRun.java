package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.paceline.cli.probe.AnalysisRun;
import org.paceline.cli.probe.SendLogFile;
import org.paceline.cli.sweep.GapText;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.probe.host.StealTime;
import org.paceline.probe.path.PathReport;
import org.paceline.probe.path.SendLog;
import org.paceline.probe.sweep.GapTrain;
import org.paceline.probe.sweep.SweepReceiver;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;

/**
 * Sends packets evenly from a guest, and looks at three points: what the sender noted of its packets, the machine's
 * stamps where the guest's backend hands them to the bridge, and the stamps at the TAP outside. One thread.
 */
final class SpacingRun {
    static final int FRAME_BYTES = 242;

    private static final int WARM_UP_PACKETS = 500;
    private static final long WARM_UP_GAP_NS = 1_000_000;

    private final TestHost host;
    private final SweepReceiver receiver;
    private final String hypervisor;
    private final Path captures;

    /**
     * Opens the receiver.
     *
     * @param hypervisor for the analysis: xen or kvm
     * @param captures the folder that takes what each variant recorded
     */
    SpacingRun(Testbed testbed, TestHost host, String hypervisor, Path captures) {
        this.host = host;
        this.hypervisor = hypervisor;
        this.captures = captures;
        receiver = testbed.own(host.call(() -> SweepReceiver.open(0, LabBridge.TAP)));
    }

    /** Lets the guest send once, unmeasured. */
    void warmUp(GuestBackend backend) {
        String options = new SpacingSender(true, false).options(WARM_UP_GAP_NS, WARM_UP_PACKETS);
        GuestSweep.run(backend.guest(), receiver, LabBridge.HOST_ADDRESS, options);
    }

    SpacingResult measure(GuestBackend backend, String label, SpacingSender sender, long gapNs, int packets)
            throws IOException {
        String name = label + "-" + GapText.of(gapNs) + "-";
        Path tap = captures.resolve(name + "tap.pcapng");
        Path behind = captures.resolve(name + backend.recorder().interfaceName() + ".pcap");
        Path sent = captures.resolve(name + "sent.json");
        Percentiles noiseNs = HostNoise.measure();
        backend.recorder().start(sender.filter(receiver.port()));
        CpuTicks machine = backend.machineTicks();
        CpuTicks guest = backend.guestTicks();
        StealTime stolen = StealTime.now();
        JsonNode swept;
        try (InterfaceRecorder recording = host.call(() -> InterfaceRecorder.start(LabBridge.TAP, tap))) {
            String options = sender.options(gapNs, packets);
            swept = GuestSweep.run(backend.guest(), receiver, LabBridge.HOST_ADDRESS, options, sent);
            recording.settle();
        }
        long stolenMs = StealTime.now().msSince(stolen);
        CpuTicks machineUsed = backend.machineTicks().since(machine);
        CpuTicks guestUsed = backend.guestTicks().since(guest);
        backend.recorder().fetch(behind);
        SendLog log = SendLogFile.read(sent).log();
        List<GapTrain> trains = sender.plan(gapNs, packets).trains();
        return new SpacingResult(
                label,
                sender.spins(),
                SweepCapture.point(behind, log, trains),
                SweepCapture.point(tap, log, trains),
                swept.path("lost").asInt(),
                machineUsed.waitedShare(),
                guestUsed.waitedShare(),
                stolenMs,
                noiseNs,
                analyse(List.of(sent, behind, tap), machineUsed, guestUsed, swept));
    }

    private PathReport analyse(List<Path> points, CpuTicks machine, CpuTicks guest, JsonNode swept) throws IOException {
        Path facts = captures.resolve("host.json");
        HostFacts.of(hypervisor, Math.max(machine.stealShare(), guest.stealShare()), swept)
                .backendWaited(machine.waitedShare())
                .write(facts);
        return AnalysisRun.of(points, 0, facts, line -> {});
    }
}
