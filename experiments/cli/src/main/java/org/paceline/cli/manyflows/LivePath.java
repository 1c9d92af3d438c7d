package org.paceline.cli.manyflows;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.paceline.nic.DeviceCapabilities;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.TestbedException;

/**
 * A veth pair between two namespaces: the stack sends through a packet socket, and a thread behind another one answers,
 * so that a packet costs what it costs a loop on a real interface.
 */
final class LivePath implements FlowsPath {
    private static final String SENDER_INTERFACE = "sender0";
    private static final String PEERS_INTERFACE = "peers0";

    private static final long PATIENCE_NS = 10_000_000_000L;
    private static final long POLL_NS = 20_000_000;

    private final Testbed testbed = new Testbed();
    private final NanoClock clock = NanoClock.system();
    private final PacketSocketDevice device;
    private final PacketSocketDevice peersDevice;
    private final Thread peers;
    private long deviceNs;
    private volatile boolean running = true;

    LivePath() {
        try {
            TestHost sender = testbed.host("sender");
            TestHost other = testbed.host("peers");
            testbed.connect(sender, SENDER_INTERFACE, other, PEERS_INTERFACE);
            awaitUp(sender, SENDER_INTERFACE);
            awaitUp(other, PEERS_INTERFACE);
            device = sender.call(() -> PacketSocketDevice.open(SENDER_INTERFACE));
            peersDevice = other.call(() -> PacketSocketDevice.open(PEERS_INTERFACE));
        } catch (RuntimeException failed) {
            testbed.close();
            throw failed;
        }
        peers = new Thread(this::answer, "peers");
        peers.setDaemon(true);
        peers.start();
    }

    /** Linux attaches the queue of a new link up to a second later, and what is sent before that is lost. */
    private static void awaitUp(TestHost host, String interfaceName) {
        long endNs = System.nanoTime() + PATIENCE_NS;
        while (!host.run("ip", "-o", "link", "show", interfaceName).contains("state UP")) {
            if (System.nanoTime() > endNs) {
                throw new TestbedException(interfaceName + " did not come up");
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private void answer() {
        StatelessPeers answering = new StatelessPeers(peersDevice);
        ByteBuffer frame = ByteBuffer.allocateDirect(peersDevice.capabilities().maxFrameBytes());
        while (running) {
            // to be woken would be work of the sender's that depends on how long this has slept
            if (answering.answerAll(frame) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public NanoClock clock() {
        return clock;
    }

    @Override
    public DeviceCapabilities capabilities() {
        return device.capabilities();
    }

    @Override
    public int await(long deadlineNs, ByteBuffer frame) {
        int bytes = receive(frame);
        while (bytes == 0 && clock.nowNs() < deadlineNs) {
            Thread.onSpinWait();
            bytes = receive(frame);
        }
        return bytes;
    }

    @Override
    public int receive(ByteBuffer frame) {
        long startNs = clock.nowNs();
        int bytes = device.receive(frame);
        deviceNs += bytes > 0 ? clock.nowNs() - startNs : 0;
        return bytes;
    }

    @Override
    public long arrivalNs() {
        return device.arrivalNs();
    }

    @Override
    public void send(ByteBuffer frame, int lengthBytes) {
        long startNs = clock.nowNs();
        device.send(frame, lengthBytes);
        deviceNs += clock.nowNs() - startNs;
    }

    @Override
    public long deviceNs() {
        return deviceNs;
    }

    @Override
    public void close() {
        running = false;
        try {
            peers.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        device.close();
        peersDevice.close();
        testbed.close();
    }
}
