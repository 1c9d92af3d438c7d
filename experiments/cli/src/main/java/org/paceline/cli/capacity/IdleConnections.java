package org.paceline.cli.capacity;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.MacAddress;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.stack.Listener;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.TcpConfig;

/**
 * Opens connections to one stack, by handshakes as they come over the wire, and leaves them idle; then asks the heap
 * what they take. Closes them all, this side first, and asks what is left in TIME-WAIT. In memory, on one thread.
 */
public final class IdleConnections {
    /** What an idle connection may take beside buffers in use. */
    public static final long BOUND_BYTES = 2_048;

    /** What is left of one in TIME-WAIT may take this, about as much as in Linux. */
    public static final long TIME_WAIT_BOUND_BYTES = 256;

    private static final int PORT = 80;
    private static final long OUR_MAC = MacAddress.parse("02:00:00:00:00:01");
    private static final long PEER_MAC = MacAddress.parse("02:00:00:00:00:02");
    private static final IpAddress OURS = IpAddress.parse("10.0.0.1");
    private static final IpAddress GATEWAY = IpAddress.parse("10.0.0.254");
    private static final int TCP_OFFSET = 34;
    private static final int PORTS_A_PEER = 50_000;
    private static final int FIRST_PORT = 10_000;
    private static final int COLLECTIONS = 4;

    private final int connections;
    private final PrintWriter progress;
    private final ForgedFrames peers = new ForgedFrames(PEER_MAC, OUR_MAC, OURS, PORT);
    private final ByteBuffer sent = ByteBuffer.allocate(2_048);
    private final TcpHeader segment = new TcpHeader();
    private final TcpOptions options = new TcpOptions();
    private long nowNs;

    private IdleConnections(int connections, PrintWriter progress) {
        this.connections = connections;
        this.progress = progress;
    }

    /**
     * What so many idle connections took.
     *
     * @param heapBytes all of it, the stack and its tables included
     * @param bufferBytes of it held by the connections' buffers
     * @param timeWaits of them in TIME-WAIT, once both sides have closed
     * @param timeWaitHeapBytes what those take, with the tables that they stand in
     * @param referenceBytes what a reference takes in this JVM, which the figure depends on
     */
    public record Result(
            int connections,
            int open,
            long heapBytes,
            long bufferBytes,
            int timeWaits,
            long timeWaitHeapBytes,
            int referenceBytes) {
        public long bytesEach() {
            return (heapBytes - bufferBytes) / Math.max(1, open);
        }

        public long timeWaitBytesEach() {
            return timeWaitHeapBytes / Math.max(1, timeWaits);
        }

        public boolean held() {
            return open == connections
                    && timeWaits == connections
                    && bytesEach() <= BOUND_BYTES
                    && timeWaitBytesEach() <= TIME_WAIT_BOUND_BYTES;
        }
    }

    public static Result run(int connections, PrintWriter progress) {
        return new IdleConnections(connections, progress).measure();
    }

    private Result measure() {
        long beforeBytes = heapBytes();
        StackConfig config = StackConfig.of(LocalNetwork.parse("10.0.0.1/24").withGateway(GATEWAY), 1, 2)
                .withMaxConnections(connections)
                .withDefence(defence -> defence.withMaxTimeWait(connections));
        TcpStack stack = new TcpStack(config, OUR_MAC, 1_500);
        long emptyBytes = heapBytes();
        stack.listen(PORT, new Anybody());
        for (int index = 0; index < connections; index++) {
            open(stack, index);
            if ((index + 1) % 25_000 == 0) {
                progress.printf(Locale.ROOT, "  %,d connections open%n", stack.connections());
                progress.flush();
            }
        }
        long heapBytes = heapBytes() - beforeBytes;
        // the stack is looked at after the heap, so that it is still there when that is measured
        int open = stack.connections();
        long bufferBytes = stack.memory().heldBytes();
        closeAll(stack);
        long timeWaitHeapBytes = heapBytes() - emptyBytes;
        return new Result(
                connections, open, heapBytes, bufferBytes, stack.timeWaits(), timeWaitHeapBytes, referenceBytes());
    }

    private void closeAll(TcpStack stack) {
        List<Association> all = new ArrayList<>();
        stack.forEachAssociation(all::add);
        for (Association association : all) {
            nowNs += 10_000;
            association.connection().close(nowNs);
            stack.reschedule(nowNs, association);
            if (poll(stack)) {
                IpAddress peer = association.remoteAddress();
                int port = segment.destinationPort();
                int seq = segment.acknowledgmentNumber();
                int ack = segment.sequenceNumber() + 1;
                receive(stack, peers.fin(peer, port, seq, ack, 3, options.timestampValue()));
                poll(stack);
            }
        }
    }

    private static int referenceBytes() {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return Boolean.parseBoolean(jvm.getVMOption("UseCompressedOops").getValue()) ? Integer.BYTES : Long.BYTES;
    }

    private void open(TcpStack stack, int index) {
        IpAddress peer = IpAddress.ofIpv4(IpAddress.parse("100.64.0.1").ipv4() + index / PORTS_A_PEER);
        int port = FIRST_PORT + index % PORTS_A_PEER;
        nowNs += 10_000;
        receive(stack, peers.syn(peer, port, index, 1));
        int lengthBytes = stack.pollTransmit(nowNs, sent);
        if (lengthBytes > 0 && (sent.getShort(12) & 0xffff) == EthernetHeader.TYPE_ARP) {
            answerArp(stack);
            lengthBytes = stack.pollTransmit(nowNs, sent);
        }
        if (!parse(lengthBytes)) {
            return;
        }
        int ack = segment.sequenceNumber() + 1;
        receive(stack, peers.ack(peer, port, index + 1, ack, 2, options.timestampValue()));
    }

    /** Whether a segment left, which is looked at now. */
    private boolean poll(TcpStack stack) {
        return parse(stack.pollTransmit(nowNs, sent));
    }

    private boolean parse(int lengthBytes) {
        return lengthBytes > 0
                && segment.wrap(sent, TCP_OFFSET, lengthBytes - TCP_OFFSET)
                && options.parse(sent, segment.optionsOffset(), segment.optionsBytes());
    }

    private void answerArp(TcpStack stack) {
        ByteBuffer reply = ByteBuffer.allocate(64);
        EthernetHeader.write(reply, 0, OUR_MAC, PEER_MAC, EthernetHeader.TYPE_ARP);
        int offset = EthernetHeader.LENGTH_BYTES;
        ArpPacket.write(reply, offset, ArpPacket.REPLY, PEER_MAC, GATEWAY.ipv4(), OUR_MAC, OURS.ipv4());
        stack.handleFrame(nowNs, nowNs, reply, offset + ArpPacket.LENGTH_BYTES);
    }

    private void receive(TcpStack stack, int lengthBytes) {
        stack.handleFrame(nowNs, nowNs, peers.frame(), lengthBytes);
    }

    private static long heapBytes() {
        for (int collection = 0; collection < COLLECTIONS; collection++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Takes every connection, and does nothing with it. */
    private static final class Anybody implements Listener, ConnectionUser {
        private final TcpConfig config = TcpConfig.defaults();

        @Override
        public TcpConfig config() {
            return config;
        }

        @Override
        public ConnectionUser admit() {
            return this;
        }

        @Override
        public void attached(Association association) {}
    }
}
