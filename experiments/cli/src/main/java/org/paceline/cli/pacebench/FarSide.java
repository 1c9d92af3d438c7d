package org.paceline.cli.pacebench;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.linux.CaptureSocket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.probe.analysis.ArrivalSeries;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.TestbedException;

/**
 * Sees what reaches the receiver, with its kernel's stamps, in a thread of its own. A super-segment counts as the
 * packets that a wire would have carried, all at its stamp.
 */
final class FarSide implements AutoCloseable {
    private static final int RING_BYTES = 64 << 20;

    /** Loopback's MTU, which no super-segment exceeds, and a header. */
    private static final int MAX_FRAME_BYTES = 65_536 + EthernetHeader.LENGTH_BYTES;

    /** It looks by the clock: to be woken for each block of the ring would be the sender's work. */
    private static final long LOOK_EVERY_NS = 2_000_000;

    /** What still stands in the ring's last block is handed over in 10 ms. */
    private static final long SETTLE_NS = 30_000_000;

    private static final long STOP_MS = 5_000;

    /** The bare loop's frames belong to no connection. */
    private static final int NO_PORT = 0;

    private final CaptureSocket capture;
    private final long warmUpNs;
    private final Thread thread;
    private final EthernetHeader ethernet = new EthernetHeader();
    private final Ipv4Header ip = new Ipv4Header();
    private final TcpHeader tcp = new TcpHeader();
    private final Map<Integer, Flow> flows = new HashMap<>();
    private volatile boolean running = true;
    private volatile @Nullable RuntimeException failure;

    private static final class Flow {
        private final ArrivalSeries series = new ArrivalSeries();
        private long firstNs = -1;
    }

    private FarSide(CaptureSocket capture, long warmUpNs) {
        this.capture = capture;
        this.warmUpNs = warmUpNs;
        this.thread = new Thread(this::run, "far-side");
        this.thread.setDaemon(true);
    }

    static FarSide watch(TestHost host, String interfaceName, long warmUpNs) {
        FarSide side = new FarSide(host.call(() -> CaptureSocket.open(interfaceName, RING_BYTES)), warmUpNs);
        side.thread.start();
        return side;
    }

    /** Ends it and returns the data packets of the flow that had most of them, without those of its warm-up. */
    ArrivalSeries series() {
        LockSupport.parkNanos(SETTLE_NS);
        stop();
        RuntimeException broken = failure;
        if (broken != null) {
            throw broken;
        }
        return flows.values().stream()
                .map(flow -> flow.series)
                .reduce(new ArrivalSeries(), (a, b) -> b.frames() > a.frames() ? b : a);
    }

    /** Frames that the capture had no room for. */
    long lostFrames() {
        return capture.lostFrames();
    }

    private void run() {
        ByteBuffer frame = ByteBuffer.allocateDirect(MAX_FRAME_BYTES);
        try {
            while (running) {
                int lengthBytes = capture.receive(frame);
                if (lengthBytes > 0 && !capture.outbound()) {
                    see(frame, lengthBytes);
                } else if (lengthBytes == 0) {
                    LockSupport.parkNanos(LOOK_EVERY_NS);
                }
            }
        } catch (RuntimeException broken) {
            failure = broken;
        }
    }

    private void see(ByteBuffer frame, int lengthBytes) {
        if (!ethernet.wrap(frame, 0, lengthBytes)) {
            return;
        }
        if (ethernet.type() == BareLoop.EXPERIMENTAL_TYPE) {
            add(NO_PORT, 1);
        } else if (ethernet.type() == EthernetHeader.TYPE_IPV4
                && ip.wrap(frame, ethernet.payloadOffset(), lengthBytes - ethernet.payloadOffset())
                && ip.protocol() == Ipv4Header.PROTOCOL_TCP
                && tcp.wrap(frame, ip.payloadOffset(), ip.payloadBytes())
                && tcp.payloadBytes() > 0) {
            add(tcp.sourcePort(), (tcp.payloadBytes() + Arm.PAYLOAD_BYTES - 1) / Arm.PAYLOAD_BYTES);
        }
    }

    private void add(int sourcePort, int packets) {
        Flow flow = flows.computeIfAbsent(sourcePort, port -> new Flow());
        long stampNs = capture.epochNs();
        if (flow.firstNs < 0) {
            flow.firstNs = stampNs;
        }
        if (stampNs - flow.firstNs >= warmUpNs) {
            for (int each = 0; each < packets; each++) {
                flow.series.add(stampNs, Arm.PACKET_BYTES + EthernetHeader.LENGTH_BYTES);
            }
        }
    }

    private void stop() {
        running = false;
        try {
            thread.join(STOP_MS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while the far side was read", interruption);
        }
    }

    @Override
    public void close() {
        stop();
        if (!thread.isAlive()) {
            capture.close();
        }
    }
}
