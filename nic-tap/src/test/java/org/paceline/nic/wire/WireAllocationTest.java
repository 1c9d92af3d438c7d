package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A segment written and read again allocates nothing. */
class WireAllocationTest {
    private static final int SEGMENTS = 200_000;

    /** For the JVM's own doings on this thread; a single object a segment would be 16 times as much. */
    private static final long SPARE_BYTES = SEGMENTS;

    private final ByteBuffer frame = ByteBuffer.allocateDirect(1514);
    private final EthernetHeader ethernet = new EthernetHeader();
    private final Ipv4Header ipv4 = new Ipv4Header();
    private final TcpHeader tcp = new TcpHeader();
    private final TcpOptions options = new TcpOptions();

    @Test
    void aSegmentAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        assertEquals(1_000, intact(1_000));

        long beforeBytes = threads.getThreadAllocatedBytes(thread);
        int intact = intact(SEGMENTS);
        long allocatedBytes = threads.getThreadAllocatedBytes(thread) - beforeBytes;

        assertEquals(SEGMENTS, intact);
        assertTrue(allocatedBytes < SPARE_BYTES, allocatedBytes + " bytes for " + SEGMENTS + " segments");
    }

    private int intact(int segments) {
        int intact = 0;
        for (int segment = 0; segment < segments; segment++) {
            write(segment);
            intact += read() ? 1 : 0;
        }
        return intact;
    }

    private void write(int segment) {
        options.clear().timestamps(segment, 1);
        options.addSackBlock(segment, segment + 1);
        int headerBytes = TcpHeader.MIN_LENGTH_BYTES + options.encodedBytes();
        EthernetHeader.write(frame, 0, 1, 2, EthernetHeader.TYPE_IPV4);
        Ipv4Header.write(frame, 14, 1500, segment, Ipv4Header.PROTOCOL_TCP, 3, 4);
        TcpHeader.write(frame, 34, 5, 6, segment, 7, TcpHeader.ACK, 8, headerBytes);
        options.write(frame, 34 + TcpHeader.MIN_LENGTH_BYTES);
        TcpHeader.writeChecksum(
                frame, 34, InternetChecksum.transportIpv4(frame, 34, 1480, 3, 4, Ipv4Header.PROTOCOL_TCP));
    }

    private boolean read() {
        return ethernet.wrap(frame, 0, 1514)
                && ipv4.wrap(frame, ethernet.payloadOffset(), 1500)
                && ipv4.checksumCorrect()
                && tcp.wrap(frame, ipv4.payloadOffset(), ipv4.payloadBytes())
                && tcp.checksumCorrect(ipv4.source(), ipv4.destination())
                && options.parse(frame, tcp.optionsOffset(), tcp.optionsBytes());
    }
}
