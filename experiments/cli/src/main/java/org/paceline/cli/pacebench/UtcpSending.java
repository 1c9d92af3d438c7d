package org.paceline.cli.pacebench;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.paceline.nic.WireDevice;
import org.paceline.nic.wire.IpAddress;
import org.paceline.pacer.control.FixedGap;
import org.paceline.testbed.TestbedException;
import org.paceline.utcp.runtime.IpgSettings;
import org.paceline.utcp.runtime.LoopConfig;
import org.paceline.utcp.runtime.StackLoop;
import org.paceline.utcp.runtime.UtcpSocket;
import org.paceline.utcp.runtime.WaitMode;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.tcp.TcpConfig;

/** utcp through its whole stack, to a socket of the receiver's kernel. */
final class UtcpSending implements Contender {
    /** As iperf3 writes; a block wakes the loop once. */
    private static final int BLOCK_BYTES = 128 << 10;

    /** The writer refills a quarter of it at a time: 120 times a second at 1 Gb/s. */
    private static final int SEND_BUFFER_BYTES = 4 << 20;

    private static final long CONNECT_TIMEOUT_NS = 5_000_000_000L;
    private static final double NS_PER_SECOND = 1e9;

    private final BenchPath path;
    private final BenchPlan plan;
    private final SecureRandom secrets = new SecureRandom();

    UtcpSending(BenchPath path, BenchPlan plan) {
        this.path = path;
        this.plan = plan;
    }

    @Override
    public Sent send(Arm arm) {
        List<String> refusals = new CopyOnWriteArrayList<>();
        ThreadCpu cpu = new ThreadCpu();
        DepartureTimes times = path.departures(plan, arm);
        LoopConfig config = LoopConfig.defaults()
                .withWaitMode(arm.waiter() == null ? WaitMode.PARK_THEN_SPIN : arm.waiter())
                .withDepartures(times)
                .withIpg(new IpgSettings(arm.mechanism().ipg(), 0, IpgSettings.DEFAULT_LEAD_NS))
                .withOnThread(() -> {
                    refusals.addAll(plan.scheduling().apply());
                    cpu.adopt();
                });
        StackConfig stack = StackConfig.of(
                LocalNetwork.parse(path.utcpAddress(arm.device())), secrets.nextLong(), secrets.nextLong());
        WireDevice device = path.open(arm.device());
        try (StackLoop loop = path.call(arm.device(), () -> StackLoop.open(device, stack, config))) {
            if (!loop.ipg().granted()) {
                throw new TestbedException(loop.ipg().reason());
            }
            long retransmits = transfer(loop, arm, cpu, times);
            return new Sent(times, cpu.share(), retransmits, List.copyOf(refusals));
        } catch (IOException failed) {
            throw new TestbedException("utcp could not send: " + failed.getMessage(), failed);
        }
    }

    private long transfer(StackLoop loop, Arm arm, ThreadCpu cpu, DepartureTimes times) throws IOException {
        TcpConfig tcp =
                TcpConfig.defaults().withPacing(new FixedGap(arm.gapNs())).withSendBufferBytes(SEND_BUFFER_BYTES);
        IpAddress receiver = IpAddress.parse(path.receiverAddress(arm.device()));
        UtcpSocket socket = loop.connect(receiver, Sink.PORT, tcp, CONNECT_TIMEOUT_NS);
        byte[] block = new byte[BLOCK_BYTES];
        long startNs = System.nanoTime();
        long countedNs = startNs + (long) (BenchPlan.WARM_UP_SECONDS * NS_PER_SECOND);
        long endNs = countedNs + (long) (plan.seconds() * NS_PER_SECOND);
        writeUntil(socket, block, countedNs);
        cpu.begin();
        writeUntil(socket, block, endNs);
        cpu.end();
        times.stop();
        long retransmits = socket.info().totalRetransmissions();
        socket.abort();
        return retransmits;
    }

    private static void writeUntil(UtcpSocket socket, byte[] block, long untilNs) throws IOException {
        while (System.nanoTime() < untilNs) {
            socket.write(block, 0, block.length);
        }
    }
}
