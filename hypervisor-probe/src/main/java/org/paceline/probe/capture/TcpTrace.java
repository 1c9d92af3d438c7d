package org.paceline.probe.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;

/**
 * All TCP flows of a capture, IPv4 over Ethernet. Frames may have been cut behind their headers; other frames are
 * counted and passed over. Not thread-safe.
 */
public final class TcpTrace {
    /** A capture of a demo or of a server under test; a port scan must not fill the memory. */
    private static final int MAX_FLOWS = 65_536;

    private final Map<FlowKey, TcpFlow> flows = new LinkedHashMap<>();
    private final EthernetHeader ethernet = new EthernetHeader();
    private final Ipv4Header ip = new Ipv4Header();
    private final TcpHeader tcp = new TcpHeader();
    private long otherFrames;

    /**
     * Reads a capture file to its end.
     *
     * @throws IOException when the file cannot be read or breaks its format
     */
    public static TcpTrace read(Path file) throws IOException {
        TcpTrace trace = new TcpTrace();
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                if (reader.linkType() == LinkType.ETHERNET) {
                    trace.add(reader.timeNs(), reader.frame(), reader.capturedBytes(), reader.originalBytes());
                } else {
                    trace.otherFrames++;
                }
            }
        }
        return trace;
    }

    /**
     * One more frame, in the order of the capture.
     *
     * @param frame bytes from index 0, big-endian, with room for {@code originalBytes} where the frame was cut
     * @param capturedBytes how many of them are the frame's
     * @param originalBytes length of the frame on the wire
     */
    public void add(long timeNs, ByteBuffer frame, int capturedBytes, int originalBytes) {
        // the headers must have been captured; the payload need not be there to be counted
        int lengthBytes = Math.min(originalBytes, frame.capacity());
        if (!ethernet.wrap(frame, 0, capturedBytes)
                || ethernet.type() != EthernetHeader.TYPE_IPV4
                || capturedBytes < ethernet.payloadOffset() + Ipv4Header.MIN_LENGTH_BYTES
                || !ip.wrap(frame, ethernet.payloadOffset(), lengthBytes - ethernet.payloadOffset())
                || ip.protocol() != Ipv4Header.PROTOCOL_TCP
                || ip.isFragment()
                || capturedBytes < ip.payloadOffset() + TcpHeader.MIN_LENGTH_BYTES
                || !tcp.wrap(frame, ip.payloadOffset(), ip.payloadBytes())) {
            otherFrames++;
            return;
        }
        FlowKey key = new FlowKey(ip.source(), tcp.sourcePort(), ip.destination(), tcp.destinationPort());
        TcpFlow flow = flows.get(key);
        if (flow == null) {
            if (flows.size() == MAX_FLOWS) {
                otherFrames++;
                return;
            }
            flow = new TcpFlow(key);
            flows.put(key, flow);
        }
        addSegment(flow, timeNs, originalBytes);
    }

    private void addSegment(TcpFlow flow, long timeNs, int frameBytes) {
        if (tcp.syn()) {
            flow.onSyn(tcp.sequenceNumber());
        } else if (tcp.payloadBytes() > 0) {
            flow.onData(timeNs, frameBytes, tcp.sequenceNumber(), tcp.payloadBytes());
        }
        TcpFlow acknowledged = flows.get(flow.key().reversed());
        if (tcp.ack() && acknowledged != null) {
            acknowledged.onAck(timeNs, tcp.acknowledgmentNumber());
        }
    }

    public Collection<TcpFlow> flows() {
        return flows.values();
    }

    /**
     * The flow that carried most bytes: the data connection, where a control connection stands beside it; null without
     * flows.
     */
    public @Nullable TcpFlow largestFlow() {
        return flows.values().stream()
                .max(Comparator.comparingLong(TcpFlow::distinctBytes))
                .orElse(null);
    }

    /** Frames that are not TCP over IPv4, or malformed, or beyond the bound of flows. */
    public long otherFrames() {
        return otherFrames;
    }
}
