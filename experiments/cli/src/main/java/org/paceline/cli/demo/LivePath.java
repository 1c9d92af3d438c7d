package org.paceline.cli.demo;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.paceline.cli.iperf.sink.Iperf3Sink;
import org.paceline.cli.transfer.KernelSender;
import org.paceline.cli.transfer.NoiseThread;
import org.paceline.cli.transfer.SenderOutcome;
import org.paceline.cli.transfer.SenderThread;
import org.paceline.cli.transfer.UtcpSender;
import org.paceline.nic.decorate.CaptureFile;
import org.paceline.nic.decorate.CapturingDevice;
import org.paceline.pacer.control.PacingPreset;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.wait.ParkThenSpin;
import org.paceline.probe.host.StealTime;
import org.paceline.testbed.DelayNode;
import org.paceline.testbed.DelayNodeReport;
import org.paceline.testbed.DelayNodeSetup;
import org.paceline.testbed.Iperf3Server;
import org.paceline.testbed.StampNoise;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.TestbedException;

/**
 * The path on this host: sender, bottleneck and receiver in network namespaces of their own, joined by veth pairs.
 * Owned by the testbed that it was made on. Belongs to one thread.
 */
final class LivePath implements DemoPath {
    /** RFC 5737: addresses for documentation, so that nothing real is ever meant. */
    private static final String KERNEL_ADDRESS = "192.0.2.1";

    private static final String RECEIVER_ADDRESS = "192.0.2.2";
    private static final String UTCP_ADDRESS = "192.0.2.3";
    private static final String PREFIX = "/24";
    private static final String NETWORK = "192.0.2.0/24";

    /** Of every arm, so that pacing is the only difference between those of utcp. */
    private static final String CONGESTION = "cubic";

    private static final String SENDER_INTERFACE = "sender0";
    private static final String NODE_SENDER_INTERFACE = "before0";
    private static final String NODE_RECEIVER_INTERFACE = "behind0";
    private static final String RECEIVER_INTERFACE = "receiver0";

    /** A tenth of a second at 100 Mb/s: enough for a 99th percentile, short beside a round. */
    private static final int NOISE_DEADLINES = 1_000;

    private final DemoPlan plan;
    private final Testbed testbed;
    private final TestHost bottleneck;
    private final KernelSender kernel;
    private final UtcpSender utcp;
    private final long stampNoiseNs;
    private final String server;

    LivePath(DemoPlan plan, Testbed testbed) {
        this.plan = plan;
        this.testbed = testbed;
        TestHost sender = testbed.host("sender");
        TestHost receiver = testbed.host("receiver");
        bottleneck = testbed.host("bottleneck");
        testbed.connect(sender, SENDER_INTERFACE, bottleneck, NODE_SENDER_INTERFACE);
        testbed.connect(receiver, RECEIVER_INTERFACE, bottleneck, NODE_RECEIVER_INTERFACE);
        sender.address(SENDER_INTERFACE, KERNEL_ADDRESS + PREFIX);
        receiver.address(RECEIVER_INTERFACE, RECEIVER_ADDRESS + PREFIX);
        stampNoiseNs = StampNoise.measureNs(sender, SENDER_INTERFACE, bottleneck, NODE_SENDER_INTERFACE);
        Inet4Address address = literal(RECEIVER_ADDRESS);
        server = startServer(receiver, address);
        kernel = new KernelSender(sender, SENDER_INTERFACE, NETWORK, address, CONGESTION);
        utcp = new UtcpSender(sender, SENDER_INTERFACE, UTCP_ADDRESS + PREFIX, address);
    }

    @Override
    public String description() {
        return "sender – bottleneck – receiver in network namespaces, joined by veth pairs without offloads;"
                + " received by " + server;
    }

    @Override
    public long stampNoiseNs() {
        return stampNoiseNs;
    }

    @Override
    public List<Arm> arms() {
        return List.of(Arm.values());
    }

    @Override
    public boolean virtualTime() {
        return false;
    }

    @Override
    public RoundRecord run(Arm arm, int round, Path capture) {
        Percentiles noiseFloorNs =
                NoiseThread.measure(SenderThread::prepare, ParkThenSpin::new, plan.paceNs(), NOISE_DEADLINES);
        StealTime before = StealTime.now();
        DelayNodeSetup setup =
                new DelayNodeSetup(NODE_SENDER_INTERFACE, NODE_RECEIVER_INTERFACE, plan.forward(), plan.back(), round);
        SenderOutcome outcome;
        DelayNodeReport report;
        try (CaptureFile file = CaptureFile.create(capture, "Paceline", List.of(NODE_SENDER_INTERFACE))) {
            file.cutFramesAt(CAPTURED_BYTES);
            DelayNode node = testbed.own(DelayNode.start(
                    bottleneck, setup, device -> new CapturingDevice(device, file, 0, System::nanoTime)));
            outcome = send(arm);
            report = node.stop();
            if (file.droppedFrames() > 0) {
                throw new TestbedException(
                        "the disk did not keep up with the capture; choose a faster one with --output");
            }
        }
        return new RoundRecord(
                arm,
                round,
                outcome.receivedBytes(),
                outcome.seconds(),
                report,
                outcome.departureErrorNs(),
                noiseFloorNs,
                StealTime.now().msSince(before),
                capture);
    }

    private SenderOutcome send(Arm arm) {
        return switch (arm) {
            case KERNEL_CUBIC -> kernel.send(plan.seconds());
            case UTCP_UNPACED -> utcp.send(plan.seconds(), PacingPreset.OFF.policy(), CONGESTION);
            case UTCP_PACED -> utcp.send(plan.seconds(), PacingPreset.HALF_RTT.policy(), CONGESTION);
        };
    }

    private String startServer(TestHost receiver, Inet4Address address) {
        if (Iperf3Server.installed()) {
            testbed.own(Iperf3Server.start(receiver, Iperf3Server.DEFAULT_PORT));
            return "iperf3 -s over kernel TCP";
        }
        testbed.own(receiver.call(() -> Iperf3Sink.open(address, Iperf3Server.DEFAULT_PORT, null)));
        return "our own iperf3 sink over kernel TCP, since iperf3 is not installed";
    }

    private static Inet4Address literal(String address) {
        try {
            return (Inet4Address) InetAddress.getByName(address);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(address + " is no literal address", impossible);
        }
    }
}
