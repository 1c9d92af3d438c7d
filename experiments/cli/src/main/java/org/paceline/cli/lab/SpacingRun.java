package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.paceline.cli.probe.AnalysisRun;
import org.paceline.cli.sweep.GapText;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.probe.host.StealTime;
import org.paceline.probe.path.PathReport;
import org.paceline.probe.sweep.GapTrain;
import org.paceline.probe.sweep.SweepPlan;
import org.paceline.probe.sweep.SweepReceiver;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;

/**
 * Sends packets evenly from a guest, and looks at three points: the times that the sender wrote into its packets, the
 * machine's stamps where the guest's backend hands them to the bridge, and the stamps at the TAP outside. One thread.
 */
final class SpacingRun {
    static final int FRAME_BYTES = 242;

    private static final int PAYLOAD_BYTES = 200;
    private static final int WARM_UP_PACKETS = 500;
    private static final long WARM_UP_GAP_NS = 1_000_000;
    private static final int TRAIN_PACKETS = 500;
    private static final long CAP_BITS_PER_SECOND = 10_000_000;
    private static final long SEED = 1;

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
        sweep(backend, true, WARM_UP_GAP_NS, WARM_UP_PACKETS);
    }

    SpacingResult measure(GuestBackend backend, String label, boolean spins, long gapNs, int packets)
            throws IOException {
        String name = label + "-" + GapText.of(gapNs) + "-";
        Path tap = captures.resolve(name + "tap.pcapng");
        Path behind = captures.resolve(name + backend.recorder().interfaceName() + ".pcap");
        Path sent = captures.resolve(name + "sent.pcapng");
        Percentiles noiseNs = HostNoise.measure();
        backend.recorder().start("udp and dst port " + receiver.port());
        CpuTicks machine = backend.machineTicks();
        CpuTicks guest = backend.guestTicks();
        StealTime stolen = StealTime.now();
        JsonNode swept;
        try (InterfaceRecorder recording = host.call(() -> InterfaceRecorder.start(LabBridge.TAP, tap))) {
            swept = sweep(backend, spins, gapNs, packets);
            recording.settle();
        }
        long stolenMs = StealTime.now().msSince(stolen);
        CpuTicks machineUsed = backend.machineTicks().since(machine);
        CpuTicks guestUsed = backend.guestTicks().since(guest);
        backend.recorder().fetch(behind);
        SweepCapture atTap = SweepCapture.read(tap);
        atTap.writeAsSent(sent);
        List<GapTrain> trains = plan(gapNs, packets).trains();
        return new SpacingResult(
                label,
                spins,
                SweepCapture.read(behind).point(trains),
                atTap.point(trains),
                swept.path("lost").asInt(),
                machineUsed.waitedShare(),
                guestUsed.waitedShare(),
                stolenMs,
                noiseNs,
                analyse(List.of(sent, behind, tap), Math.max(machineUsed.stealShare(), guestUsed.stealShare())));
    }

    private JsonNode sweep(GuestBackend backend, boolean spins, long gapNs, int packets) {
        return GuestSweep.run(
                backend.guest(),
                receiver,
                LabBridge.HOST_ADDRESS,
                "--gaps " + GapText.of(gapNs) + " --packets " + packets + " --train " + TRAIN_PACKETS + " --length "
                        + PAYLOAD_BYTES + " --seed " + SEED + " --wait " + (spins ? "spin" : "park"));
    }

    /** The same as the guest makes of these options. */
    private static SweepPlan plan(long gapNs, int packets) {
        return new SweepPlan(
                List.of(gapNs),
                TRAIN_PACKETS,
                Math.max(1, packets / TRAIN_PACKETS),
                PAYLOAD_BYTES,
                CAP_BITS_PER_SECOND,
                SEED);
    }

    private PathReport analyse(List<Path> points, double stealShare) throws IOException {
        Path facts = captures.resolve("host.json");
        Files.writeString(facts, "{\"hypervisor\": \"" + hypervisor + "\", \"steal_share\": " + stealShare + "}\n");
        return AnalysisRun.of(points, 0, facts, line -> {});
    }
}
