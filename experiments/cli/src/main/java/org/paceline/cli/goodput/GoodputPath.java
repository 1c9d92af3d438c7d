package org.paceline.cli.goodput;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.paceline.cli.transfer.KernelSender;
import org.paceline.cli.transfer.SenderOutcome;
import org.paceline.cli.transfer.UtcpSender;
import org.paceline.nic.memory.LinkModel;
import org.paceline.pacer.control.PacingPreset;
import org.paceline.testbed.DelayNode;
import org.paceline.testbed.DelayNodeSetup;
import org.paceline.testbed.Iperf3Server;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;

/** Sender, delay node and receiver in network namespaces; both arms send to one iperf3 server. Owned by the testbed. */
final class GoodputPath {
    private static final String KERNEL = "192.0.2.1/24";
    private static final String RECEIVER = "192.0.2.2";
    private static final String UTCP = "192.0.2.3/24";
    private static final String NETWORK = "192.0.2.0/24";

    private final Testbed testbed;
    private final TestHost sender;
    private final TestHost node;

    GoodputPath(Testbed testbed) {
        this.testbed = testbed;
        sender = testbed.host("sender");
        node = testbed.host("path");
        TestHost receiver = testbed.host("receiver");
        testbed.connect(sender, "sender0", node, "before0");
        testbed.connect(receiver, "receiver0", node, "behind0");
        sender.address("sender0", KERNEL);
        receiver.address("receiver0", RECEIVER + "/24");
        testbed.own(Iperf3Server.start(receiver, Iperf3Server.DEFAULT_PORT));
    }

    SenderOutcome kernel(GoodputPlan plan, double loss, String algorithm, long seed) {
        return over(plan, loss, seed, address -> new KernelSender(sender, "sender0", NETWORK, address, algorithm)
                .send(plan.seconds()));
    }

    SenderOutcome utcp(GoodputPlan plan, double loss, String algorithm, long seed) {
        return over(plan, loss, seed, address -> new UtcpSender(sender, "sender0", UTCP, address)
                .send(plan.seconds(), PacingPreset.OFF.policy(), algorithm));
    }

    private SenderOutcome over(GoodputPlan plan, double loss, long seed, Function<Inet4Address, SenderOutcome> send) {
        LinkModel forward = plan.forward(loss);
        DelayNodeSetup setup = new DelayNodeSetup("before0", "behind0", forward, plan.back(), seed);
        DelayNode running = testbed.own(DelayNode.start(node, setup, UnaryOperator.identity()));
        try {
            return send.apply((Inet4Address) InetAddress.getByName(RECEIVER));
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(RECEIVER + " is no literal address", impossible);
        } finally {
            running.stop();
        }
    }
}
