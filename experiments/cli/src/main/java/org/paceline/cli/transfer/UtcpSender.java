package org.paceline.cli.transfer;

import java.net.Inet4Address;
import java.security.SecureRandom;
import org.paceline.cli.iperf.client.IperfClient;
import org.paceline.cli.iperf.client.SendSettings;
import org.paceline.cli.iperf.client.TestListener;
import org.paceline.cli.iperf.client.TestSummary;
import org.paceline.cli.iperf.protocol.IperfException;
import org.paceline.cli.iperf.transport.StreamOptions;
import org.paceline.cli.iperf.transport.UtcpTransport;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.pacer.control.PacingPlan;
import org.paceline.pacer.control.PacingPolicy;
import org.paceline.testbed.Iperf3Server;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.TestbedException;
import org.paceline.utcp.runtime.LoopConfig;
import org.paceline.utcp.runtime.StackLoop;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.tcp.TcpConfig;

/**
 * utcp as the sender: our iperf3 client, control and data connections alike, on a packet socket of the sender's
 * interface and with an address of its own beside the kernel's.
 */
public final class UtcpSender {
    private final TestHost host;
    private final String interfaceName;
    private final LocalNetwork network;
    private final Inet4Address server;
    private final SecureRandom secrets = new SecureRandom();

    public UtcpSender(TestHost host, String interfaceName, String address, Inet4Address server) {
        this.host = host;
        this.interfaceName = interfaceName;
        this.network = LocalNetwork.parse(address);
        this.server = server;
    }

    public SenderOutcome send(int seconds, PacingPolicy pacing, String congestion) {
        DepartureErrors errors = new DepartureErrors();
        TestSummary summary = run(settings(seconds, pacing, congestion), errors);
        return new SenderOutcome(summary.receivedBytes(), summary.receiverSeconds(), errors.percentiles());
    }

    private SendSettings settings(int seconds, PacingPolicy pacing, String congestion) {
        return SendSettings.defaults(server, Iperf3Server.DEFAULT_PORT)
                .withDurationSeconds(seconds)
                .withOptions(new StreamOptions(PacingPlan.of(pacing), congestion, 0, false, 0));
    }

    private TestSummary run(SendSettings settings, DepartureErrors errors) {
        LoopConfig loopConfig =
                LoopConfig.defaults().withOnThread(SenderThread::prepare).withDepartures(errors);
        StackConfig stackConfig = StackConfig.of(network, secrets.nextLong(), secrets.nextLong());
        // the device looks its interface up in the namespace of the thread that opens it; the loop may run outside
        PacketSocketDevice device = host.call(() -> PacketSocketDevice.open(interfaceName));
        try (StackLoop loop = StackLoop.open(device, stackConfig, loopConfig)) {
            UtcpTransport transport = new UtcpTransport(loop, TcpConfig.defaults());
            return new IperfClient(settings, transport, new TestListener() {}).run();
        } catch (IperfException failed) {
            throw new TestbedException("utcp could not send: " + failed.getMessage(), failed);
        }
    }
}
