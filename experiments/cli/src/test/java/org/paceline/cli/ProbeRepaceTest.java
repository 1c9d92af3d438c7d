package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.cli.iperf.sink.Needs;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import picocli.CommandLine;

/** The forwarder on real interfaces: a host whose kernel sends datagrams in bursts, the forwarder, and a wire. */
@Timeout(60)
class ProbeRepaceTest {
    private static final int BURST = 12;
    private static final int BURSTS = 150;
    private static final long PERIOD_NS = 12_000_000;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Paceline.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @BeforeEach
    void clean() {
        out.getBuffer().setLength(0);
    }

    private static Void sendBursts() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] payload = new byte[958]; // frames of 1,000 bytes
            InetAddress wire = InetAddress.getByName("10.6.0.2");
            long startNs = System.nanoTime();
            for (int burst = 0; burst < BURSTS; burst++) {
                LockSupport.parkNanos(startNs + burst * PERIOD_NS - System.nanoTime());
                for (int each = 0; each < BURST; each++) {
                    socket.send(new DatagramPacket(payload, payload.length, wire, 9));
                }
            }
        }
        return null;
    }

    @Test
    @Tag("netns")
    void burstsOfAKernelLeaveEvenlyAndTheAnswersComeBack() throws IOException {
        Needs.root();
        try (Testbed testbed = new Testbed()) {
            TestHost guest = testbed.host("guest");
            TestHost node = testbed.host("node");
            TestHost wire = testbed.host("wire");
            testbed.connect(guest, "eth0", node, "inside");
            testbed.connect(node, "outside", wire, "eth0");
            guest.address("eth0", "10.6.0.1/24");
            wire.address("eth0", "10.6.0.2/24");
            CompletableFuture<Integer> forwarder = CompletableFuture.supplyAsync(() -> node.call(() -> run(
                    "probe", "repace", "--inside", "inside", "--outside", "outside", "--seconds", "4", "--json", "-")));
            // ARP and echo pass both ways once it forwards
            guest.run("ping", "-c", "3", "-i", "0.2", "-w", "5", "10.6.0.2");
            guest.call(ProbeRepaceTest::sendBursts);
            assertEquals(0, forwarder.join(), err::toString);
        }
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertTrue(report.path("forwarded_frames").asInt() >= BURST * BURSTS, report::toString);
        assertTrue(report.path("returned_frames").asInt() >= 3, report::toString);
        assertEquals(0, report.path("dropped_frames").asInt());
        assertTrue(report.path("train_weighted_mean_behind").asDouble() <= 1.2, report::toString);
        // a kernel takes some microseconds for each frame of a burst, which may count as a gap; that whole bursts
        // waited
        // together shows them all the same: what comes evenly finds nobody before it
        assertTrue(report.path("longest_queue").asInt() >= BURST - 1, report::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "--inside a --outside a, a forwarder has two sides",
        "--inside a --outside b --spacing fast, 'use measured, packet-by-packet, a rate such as 10M, or gap=TIME'",
        "--inside a --outside b --spacing half-rtt, 'use measured, packet-by-packet, a rate such as 10M, or gap=TIME'",
        "--inside a --outside b --hold 3, is no time",
        "--inside a --outside b --hold 10us, evens nothing out",
        "--inside a --outside b --queue 0, outside 1 to 100000",
    })
    void whatIsWrongIsRefusedInOneLine(String options, String said) {
        assertEquals(2, run(("probe repace " + options).split(" ", -1)));
        assertTrue(err.toString().contains(said), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }
}
