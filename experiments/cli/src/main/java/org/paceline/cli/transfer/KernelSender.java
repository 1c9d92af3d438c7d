package org.paceline.cli.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.Inet4Address;
import org.paceline.cli.iperf.client.IperfClient;
import org.paceline.cli.iperf.client.SendSettings;
import org.paceline.cli.iperf.client.TestListener;
import org.paceline.cli.iperf.client.TestSummary;
import org.paceline.cli.iperf.transport.KernelTransport;
import org.paceline.testbed.ChildProcess;
import org.paceline.testbed.Iperf3Server;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.TestbedException;

/**
 * The kernel's TCP as the sender: a stock iperf3, or our client over kernel sockets where none is installed. Unpaced as
 * the kernel does it by default; offloads are off on its interface, so a segment is a frame.
 */
public final class KernelSender {
    /** Beyond the test itself: connecting, draining, exchanging results. */
    private static final long GRACE_MS = 10_000;

    private final TestHost host;
    private final Inet4Address server;
    private final String congestion;

    /**
     * Prepares the host.
     *
     * @param network the prefix behind {@code interfaceName} that the server is in
     * @param congestion the kernel's name of the congestion control
     */
    public KernelSender(TestHost host, String interfaceName, String network, Inet4Address server, String congestion) {
        this.host = host;
        this.server = server;
        this.congestion = congestion;
        // by the route, since a namespace may not make every algorithm its default
        host.run("ip", "route", "replace", network, "dev", interfaceName, "congctl", congestion);
        // or a second round would start with what the first one learned of the path
        host.sysctl("net.ipv4.tcp_no_metrics_save", "1");
    }

    public SenderOutcome send(int seconds) {
        return Iperf3Server.installed() ? withIperf3(seconds) : withOurClient(seconds);
    }

    private SenderOutcome withIperf3(int seconds) {
        String port = Integer.toString(Iperf3Server.DEFAULT_PORT);
        try (ChildProcess client = host.start(
                "iperf3",
                "-c",
                server.getHostAddress(),
                "-p",
                port,
                "-t",
                Integer.toString(seconds),
                "-C",
                congestion,
                "-J")) {
            if (!client.await(seconds * 1_000L + GRACE_MS)) {
                throw new TestbedException("iperf3 -c does not come to an end");
            }
            return outcome(client.output());
        }
    }

    /** Reads iperf3's document: what the receiver told it, not what it believes to have sent. */
    static SenderOutcome outcome(String document) {
        try {
            JsonNode json = new ObjectMapper().readTree(document);
            JsonNode received = json.path("end").path("sum_received");
            if (json.hasNonNull("error") || received.isMissingNode()) {
                throw new TestbedException(
                        "iperf3 -c failed: " + json.path("error").asText("no result in its document"));
            }
            return new SenderOutcome(
                    received.path("bytes").asLong(), received.path("seconds").asDouble(), null);
        } catch (JsonProcessingException unreadable) {
            throw new TestbedException(
                    "iperf3 -c printed no document: " + document.strip().replaceAll("\\s*\\R\\s*", "; "));
        }
    }

    private SenderOutcome withOurClient(int seconds) {
        SendSettings settings =
                SendSettings.defaults(server, Iperf3Server.DEFAULT_PORT).withDurationSeconds(seconds);
        return host.call(() -> {
            try (KernelTransport transport = new KernelTransport()) {
                TestSummary summary = new IperfClient(settings, transport, new TestListener() {}).run();
                return new SenderOutcome(summary.receivedBytes(), summary.receiverSeconds(), null);
            }
        });
    }
}
