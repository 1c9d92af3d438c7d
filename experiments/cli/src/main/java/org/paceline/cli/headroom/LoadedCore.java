package org.paceline.cli.headroom;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.paceline.cli.transfer.EndlessWriter;
import org.paceline.nic.linux.PacketSettings;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.nic.linux.ThreadScheduling;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.wire.IpAddress;
import org.paceline.testbed.ChildProcess;
import org.paceline.testbed.DelayNode;
import org.paceline.testbed.DelayNodeSetup;
import org.paceline.testbed.Discard;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.TestbedException;
import org.paceline.utcp.runtime.LoopConfig;
import org.paceline.utcp.runtime.LoopUse;
import org.paceline.utcp.runtime.StackLoop;
import org.paceline.utcp.runtime.UtcpSocket;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpInfo;

/**
 * utcp on a core that it shares with programs which never sleep, through a delay node, to the kernel's TCP. Belongs to
 * one thread.
 */
final class LoadedCore {
    /** RFC 5737. */
    private static final String UTCP = "192.0.2.3/24";

    private static final String RECEIVER = "192.0.2.2";
    private static final String INTERFACE = "sender0";

    /** A receive ring of 512 frames, as network cards have it. */
    private static final int RING_BYTES = 1 << 20;

    private static final int SEND_BUFFER_BYTES = 4 << 20;
    private static final int BITS_PER_BYTE = 8;
    private static final double NS_PER_SECOND = 1e9;
    private static final long TIMEOUT_NS = 30_000_000_000L;
    private static final long TIMER_SLACK_NS = 1;

    private final HeadroomPlan plan;
    private final Testbed testbed;
    private final TestHost sender;
    private final TestHost node;
    private final SecureRandom secrets = new SecureRandom();

    private LoadedCore(HeadroomPlan plan, Testbed testbed) {
        this.plan = plan;
        this.testbed = testbed;
        sender = testbed.host("sender");
        node = testbed.host("path");
        TestHost receiver = testbed.host("receiver");
        testbed.connect(sender, INTERFACE, node, "before0");
        testbed.connect(receiver, "receiver0", node, "behind0");
        receiver.address("receiver0", RECEIVER + "/24");
        testbed.own(Discard.start(receiver));
    }

    /** Both arms in turns, the first one changing with the round. */
    static List<HeadroomTurn> run(HeadroomPlan plan, Consumer<String> progress) {
        List<HeadroomTurn> turns = new ArrayList<>();
        try (Testbed testbed = new Testbed()) {
            LoadedCore core = new LoadedCore(plan, testbed);
            for (int round = 1; round <= plan.rounds(); round++) {
                for (int arm = 0; arm < 2; arm++) {
                    boolean held = (round + arm) % 2 == 0;
                    progress.accept("  round " + round + " of " + plan.rounds() + (held ? ", headroom" : ", none"));
                    turns.add(core.turn(held, round));
                }
            }
        }
        return turns;
    }

    private HeadroomTurn turn(boolean held, int round) {
        LinkModel back = LinkModel.defaults().withDelayNs(plan.path().delayNs());
        DelayNodeSetup setup = new DelayNodeSetup("before0", "behind0", plan.path(), back, round);
        DelayNode path = testbed.own(DelayNode.start(node, setup, UnaryOperator.identity()));
        List<ChildProcess> hogs = new ArrayList<>();
        StackConfig stack = StackConfig.of(LocalNetwork.parse(UTCP), secrets.nextLong(), secrets.nextLong());
        PacketSettings settings = PacketSettings.defaults().withRingBytes(RING_BYTES);
        PacketSocketDevice device = sender.call(() -> PacketSocketDevice.open(INTERFACE, settings));
        LoopConfig config = LoopConfig.defaults().withCpuHeadroom(held).withOnThread(this::pinned);
        try (StackLoop loop = StackLoop.open(device, stack, config)) {
            for (int hog = 0; hog < plan.hogs(); hog++) {
                hogs.add(hog());
            }
            return sent(loop, held, round);
        } catch (IOException failed) {
            throw new TestbedException("utcp could not send: " + failed.getMessage(), failed);
        } finally {
            hogs.forEach(ChildProcess::close);
            path.close();
        }
    }

    private void pinned() {
        ThreadScheduling.timerSlack(TIMER_SLACK_NS);
        if (!ThreadScheduling.pinTo(plan.cpu())) {
            throw new TestbedException("CPU " + plan.cpu() + " was not granted; choose another with --cpu");
        }
    }

    /** Ends by itself should this process not be able to end it. */
    private ChildProcess hog() {
        return sender.start(
                "timeout",
                String.valueOf(plan.seconds() + 60),
                "nice",
                "-n",
                String.valueOf(plan.hogNice()),
                "taskset",
                "-c",
                String.valueOf(plan.cpu()),
                "sh",
                "-c",
                "while :; do :; done");
    }

    private HeadroomTurn sent(StackLoop loop, boolean held, int round) throws IOException {
        List<UtcpSocket> sockets = new ArrayList<>();
        TcpConfig config = TcpConfig.defaults().withSendBufferBytes(SEND_BUFFER_BYTES);
        for (int flow = 0; flow < plan.flows(); flow++) {
            sockets.add(loop.connect(IpAddress.parse(RECEIVER), Discard.PORT, config, TIMEOUT_NS));
        }
        long startNs = System.nanoTime();
        sockets.forEach(EndlessWriter::start);
        try {
            Thread.sleep(plan.seconds() * 1_000L);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted", interrupted);
        }
        LoopUse use = loop.use();
        long acked = 0;
        long retransmits = 0;
        long timeouts = 0;
        double rttNs = 0;
        for (UtcpSocket socket : sockets) {
            TcpInfo info = socket.info();
            acked += info.bytesAcked();
            retransmits += info.totalRetransmissions();
            timeouts += info.segments().totalRto();
            rttNs += (double) info.rttNs() / sockets.size();
        }
        double seconds = (System.nanoTime() - startNs) / NS_PER_SECOND;
        sockets.forEach(UtcpSocket::abort);
        return new HeadroomTurn(
                held,
                round,
                acked * BITS_PER_BYTE / seconds,
                retransmits,
                timeouts,
                rttNs,
                use.busyShare(),
                use.heldGrowths());
    }
}
