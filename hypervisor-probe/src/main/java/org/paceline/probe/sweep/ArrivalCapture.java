package org.paceline.probe.sweep;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.linux.CaptureSocket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.Ipv6Header;

/** Takes the kernel's stamps of probe packets at an interface. One thread of its own. */
final class ArrivalCapture implements AutoCloseable {
    private static final int RING_BYTES = 16 << 20;
    private static final long PATIENCE_NS = 20_000_000;

    private static final int IPV4 = 4;
    private static final int IPV4_PROTOCOL = 9;
    private static final int IPV6_NEXT_HEADER = 6;
    private static final int UDP_BYTES = 8;

    /** RFC 9293 3.1: the data offset is the upper half of byte 12, in words. */
    private static final int TCP_DATA_OFFSET = 12;

    private final CaptureSocket capture;
    private final Thread thread = new Thread(this::work, "probe-capture");
    private final ProbeMessage message = new ProbeMessage();
    private volatile @Nullable ArrivalTable table;
    private volatile boolean ended;

    /** Opens the interface in the network namespace of the calling thread. */
    ArrivalCapture(String interfaceName) {
        capture = CaptureSocket.open(interfaceName, RING_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    void fill(@Nullable ArrivalTable arrivals) {
        table = arrivals;
    }

    private void work() {
        ByteBuffer frame = ByteBuffer.allocateDirect(1 << 16);
        while (!ended) {
            int lengthBytes = capture.receive(frame);
            if (lengthBytes == 0) {
                capture.awaitFrame(PATIENCE_NS);
            } else {
                look(frame, lengthBytes);
            }
        }
    }

    private void look(ByteBuffer frame, int lengthBytes) {
        ArrivalTable arrivals = table;
        if (arrivals == null || lengthBytes < EthernetHeader.LENGTH_BYTES + Ipv6Header.LENGTH_BYTES) {
            return;
        }
        int offset = payloadOffset(frame, lengthBytes);
        // segments that were merged below share the stamp: they do stand together here
        while (message.wrap(frame, offset, lengthBytes - offset)) {
            arrivals.take(message, capture.epochNs());
            if (arrivals.recordBytes() == 0) {
                return;
            }
            offset += arrivals.recordBytes();
        }
    }

    /** Behind IPv4 or IPv6 without options and UDP or TCP; the length of the frame where there is none. */
    private static int payloadOffset(ByteBuffer frame, int lengthBytes) {
        int ip = EthernetHeader.LENGTH_BYTES;
        boolean ipv4 = (frame.get(ip) & 0xF0) >> 4 == IPV4;
        int protocol = frame.get(ip + (ipv4 ? IPV4_PROTOCOL : IPV6_NEXT_HEADER));
        int transport = ip + (ipv4 ? Ipv4Header.MIN_LENGTH_BYTES : Ipv6Header.LENGTH_BYTES);
        if (protocol == Ipv4Header.PROTOCOL_UDP) {
            return transport + UDP_BYTES;
        }
        boolean tcp = protocol == Ipv4Header.PROTOCOL_TCP && transport + TCP_DATA_OFFSET < lengthBytes;
        return tcp ? transport + ((frame.get(transport + TCP_DATA_OFFSET) & 0xF0) >>> 2) : lengthBytes;
    }

    /** Waits for the thread, since it reads memory that the socket owns. */
    @Override
    public void close() {
        ended = true;
        capture.wakeUp();
        SweepReceiver.join(thread);
        capture.close();
    }
}
