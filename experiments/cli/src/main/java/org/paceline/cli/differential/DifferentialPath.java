package org.paceline.cli.differential;

import java.security.SecureRandom;
import java.util.function.UnaryOperator;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.nic.memory.LinkModel;
import org.paceline.testbed.AddressFamily;
import org.paceline.testbed.DelayNode;
import org.paceline.testbed.DelayNodeSetup;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.utcp.runtime.LoopConfig;
import org.paceline.utcp.runtime.StackLoop;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.tcp.TcpConfig;

/**
 * Two hosts with two TCPs each, and the path between them. Each interface has the kernel's address and, on a packet
 * socket, ours. Owned by the testbed.
 */
final class DifferentialPath {
    private static final int KERNEL_CLIENT = 1;
    private static final int KERNEL_SERVER = 2;
    private static final int UTCP_CLIENT = 3;
    private static final int UTCP_SERVER = 4;

    private final KernelParty kernelClient;
    private final KernelParty kernelServer;
    private final UtcpParty utcpClient;
    private final UtcpParty utcpServer;

    /** @param link one direction of the path; the other one is alike, with other luck */
    DifferentialPath(Testbed testbed, AddressFamily family, LinkModel link, long seed) {
        TestHost client = testbed.host("client");
        TestHost node = testbed.host("path");
        TestHost server = testbed.host("server");
        testbed.connect(client, "client0", node, "before0");
        testbed.connect(server, "server0", node, "behind0");
        family.assign(client, "client0", KERNEL_CLIENT);
        family.assign(server, "server0", KERNEL_SERVER);
        // or one conversation would begin with what an earlier one learned of the path
        client.sysctl("net.ipv4.tcp_no_metrics_save", "1");
        server.sysctl("net.ipv4.tcp_no_metrics_save", "1");
        testbed.own(DelayNode.start(
                node, new DelayNodeSetup("before0", "behind0", link, link, seed), UnaryOperator.identity()));
        kernelClient = new KernelParty(client, family.address(KERNEL_CLIENT));
        kernelServer = new KernelParty(server, family.address(KERNEL_SERVER));
        utcpClient = utcp(testbed, client, "client0", family, UTCP_CLIENT);
        utcpServer = utcp(testbed, server, "server0", family, UTCP_SERVER);
    }

    private static UtcpParty utcp(
            Testbed testbed, TestHost host, String interfaceName, AddressFamily family, int number) {
        SecureRandom secret = new SecureRandom();
        StackConfig stack =
                StackConfig.of(LocalNetwork.parse(family.prefix(number)), secret.nextLong(), secret.nextLong());
        PacketSocketDevice device = host.call(() -> PacketSocketDevice.open(interfaceName));
        StackLoop loop = testbed.own(StackLoop.open(device, stack, LoopConfig.defaults()));
        return new UtcpParty(loop, family.address(number), TcpConfig.defaults());
    }

    Party kernelClient() {
        return kernelClient;
    }

    Party kernelServer() {
        return kernelServer;
    }

    Party utcpClient() {
        return utcpClient;
    }

    Party utcpServer() {
        return utcpServer;
    }
}
