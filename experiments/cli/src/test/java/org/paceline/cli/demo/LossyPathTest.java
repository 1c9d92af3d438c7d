package org.paceline.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.cli.iperf.client.IperfClient;
import org.paceline.cli.iperf.client.SendSettings;
import org.paceline.cli.iperf.client.TestListener;
import org.paceline.cli.iperf.client.TestSummary;
import org.paceline.cli.iperf.transport.StreamOptions;
import org.paceline.cli.iperf.transport.UtcpTransport;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.nic.memory.LinkModel;
import org.paceline.pacer.control.PacingPlan;
import org.paceline.pacer.control.PacingPreset;
import org.paceline.testbed.DelayNode;
import org.paceline.testbed.DelayNodeReport;
import org.paceline.testbed.DelayNodeSetup;
import org.paceline.testbed.Iperf3Server;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.utcp.runtime.LoopConfig;
import org.paceline.utcp.runtime.StackLoop;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.tcp.TcpConfig;

/** A file to a stock server, over a path that loses and reorders. */
@Tag("netns")
class LossyPathTest {
    private static final int FILE_BYTES = Integer.getInteger("paceline.lossy.bytes", 10_000_000);
    private static final LinkModel BACK = LinkModel.defaults().withDelayNs(1_000_000);
    private static final LinkModel FORWARD = BACK.withLoss(0.01).withReordering(0.01, 500_000);
    private static final LocalNetwork ADDRESS = LocalNetwork.parse("192.0.2.3/24");

    @TempDir
    private Path directory;

    @Test
    void theFileArrivesAsItWasSent() throws Exception {
        Privilege.required();
        Privilege.require(Iperf3Server.installed(), "iperf3 is not installed");
        Path sent = directory.resolve("sent");
        Path received = directory.resolve("received");
        byte[] content = new byte[FILE_BYTES];
        new SplittableRandom(1).nextBytes(content);
        Files.write(sent, content);

        try (Testbed testbed = new Testbed()) {
            TestHost sender = testbed.host("sender");
            TestHost node = testbed.host("node");
            TestHost receiver = testbed.host("receiver");
            testbed.connect(sender, "s0", node, "ns0");
            testbed.connect(receiver, "r0", node, "nr0");
            receiver.address("r0", "192.0.2.2/24");
            testbed.own(Iperf3Server.start(receiver, Iperf3Server.DEFAULT_PORT, "-F", received.toString()));
            DelayNode path = testbed.own(DelayNode.start(
                    node, new DelayNodeSetup("ns0", "nr0", FORWARD, BACK, 7), UnaryOperator.identity()));

            TestSummary summary = send(sender, sent);

            DelayNodeReport report = path.stop();
            assertEquals(FILE_BYTES, summary.sentBytes());
            assertEquals(FILE_BYTES, summary.receivedBytes());
            assertTrue(report.lostFrames() > 0, "the path was meant to lose");
            assertTrue(summary.retransmits() >= report.lostFrames() / 2, "what was lost was sent again");
        }
        assertEquals(-1, Files.mismatch(sent, received));
    }

    private static TestSummary send(TestHost sender, Path file) throws Exception {
        PacketSocketDevice device = sender.call(() -> PacketSocketDevice.open("s0"));
        StackConfig stack = StackConfig.of(ADDRESS, 1, 2);
        try (StackLoop loop = StackLoop.open(device, stack, LoopConfig.defaults())) {
            UtcpTransport transport = new UtcpTransport(loop, TcpConfig.defaults());
            SendSettings settings = SendSettings.defaults(
                            (Inet4Address) InetAddress.getByName("192.0.2.2"), Iperf3Server.DEFAULT_PORT)
                    .withFile(file)
                    .withOptions(new StreamOptions(PacingPlan.of(PacingPreset.HALF_RTT.policy()), null, 0, false, 0));
            return new IperfClient(settings, transport, new TestListener() {}).run();
        }
    }
}
