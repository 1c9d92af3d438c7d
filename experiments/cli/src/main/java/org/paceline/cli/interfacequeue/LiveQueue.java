package org.paceline.cli.interfacequeue;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.paceline.cli.transfer.EndlessWriter;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.nic.wire.IpAddress;
import org.paceline.testbed.Discard;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.TestbedException;
import org.paceline.utcp.runtime.LoopConfig;
import org.paceline.utcp.runtime.StackLoop;
import org.paceline.utcp.runtime.UtcpSocket;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.tcp.TcpConfig;

/**
 * The experiment of figures 8 and 9 over a real interface: a veth pair whose sending end drains through {@code tbf} at
 * the rate of the plan, our stack on a packet socket before it, the kernel's TCP behind it. The path has no delay but
 * the queue's. Belongs to one thread.
 */
final class LiveQueue {
    private static final String SENDER_INTERFACE = "sender0";

    /** RFC 5737. */
    private static final String UTCP = "192.0.2.3/24";

    private static final String RECEIVER = "192.0.2.2";
    private static final int FRAME_BYTES = 1_514;

    /** Smooth: a bucket of one frame. */
    private static final int BUCKET_BYTES = 1_600;

    private static final int BULK_TRANSFERS = 2;
    private static final int BLOCK_BYTES = 64 << 10;
    private static final long FILLING_MS = 2_000;
    private static final long TIMEOUT_NS = 30_000_000_000L;

    private final QueuePlan plan;
    private final TestHost sender;
    private final SecureRandom secrets = new SecureRandom();

    private LiveQueue(QueuePlan plan, Testbed testbed) {
        this.plan = plan;
        sender = testbed.host("sender");
        TestHost receiver = testbed.host("receiver");
        testbed.connect(sender, SENDER_INTERFACE, receiver, "receiver0");
        receiver.address("receiver0", RECEIVER + "/24");
        sender.run(
                "tc",
                "qdisc",
                "replace",
                "dev",
                SENDER_INTERFACE,
                "root",
                "tbf",
                "rate",
                plan.link().rateBitsPerSecond() + "bit",
                "burst",
                Integer.toString(BUCKET_BYTES),
                "limit",
                Long.toString((long) plan.link().queuePackets() * FRAME_BYTES));
        testbed.own(Discard.start(receiver));
    }

    /** Both arms in turns, {@code rounds} times. */
    static List<LiveTransfer> run(QueuePlan plan, int rounds, Consumer<String> progress) {
        List<LiveTransfer> transfers = new ArrayList<>();
        try (Testbed testbed = new Testbed()) {
            LiveQueue queue = new LiveQueue(plan, testbed);
            for (int round = 1; round <= rounds; round++) {
                for (QueueArm arm : QueueArm.values()) {
                    progress.accept("live, round " + round + " of " + rounds + ", " + arm.title());
                    transfers.add(queue.transfer(arm, round));
                }
            }
        }
        return transfers;
    }

    private LiveTransfer transfer(QueueArm arm, int round) {
        StackConfig stack = StackConfig.of(LocalNetwork.parse(UTCP), secrets.nextLong(), secrets.nextLong());
        PacketSocketDevice device = sender.call(() -> PacketSocketDevice.open(SENDER_INTERFACE));
        try (StackLoop loop =
                StackLoop.open(device, stack, LoopConfig.defaults().withDeviceQueue(arm.limit()))) {
            List<UtcpSocket> bulk = new ArrayList<>();
            for (int each = 0; each < BULK_TRANSFERS; each++) {
                bulk.add(connect(loop));
                EndlessWriter.start(bulk.get(each));
            }
            Thread.sleep(FILLING_MS);
            long startNs = System.nanoTime();
            UtcpSocket socket = connect(loop);
            writeAll(socket);
            if (!socket.drain(TIMEOUT_NS)) {
                throw new TestbedException("the short transfer was not acknowledged within 30 s");
            }
            long ns = System.nanoTime() - startNs;
            LiveTransfer transfer = new LiveTransfer(
                    arm, round, ns, socket.info().rttNs(), socket.info().totalRetransmissions());
            bulk.forEach(UtcpSocket::abort);
            socket.abort();
            return transfer;
        } catch (IOException failed) {
            throw new TestbedException("utcp could not send: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted", interrupted);
        }
    }

    private UtcpSocket connect(StackLoop loop) throws IOException {
        TcpConfig config = ShortTransfer.config(plan);
        return loop.connect(IpAddress.parse(RECEIVER), Discard.PORT, config, TIMEOUT_NS);
    }

    private void writeAll(UtcpSocket socket) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        for (long left = plan.shortBytes(); left > 0; left -= block.length) {
            socket.write(block, 0, (int) Math.min(left, block.length));
        }
    }
}
