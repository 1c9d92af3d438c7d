package org.paceline.cli.capacity;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;

/** Segments of peers that have no stack of their own, one at a time. Not thread-safe. */
final class ForgedFrames {
    private static final int IP_OFFSET = EthernetHeader.LENGTH_BYTES;
    private static final int TCP_OFFSET = IP_OFFSET + Ipv4Header.MIN_LENGTH_BYTES;
    private static final int WINDOW_FIELD = 64_240;

    private final long fromMac;
    private final long toMac;
    private final IpAddress to;
    private final int toPort;
    private final TcpOptions options = new TcpOptions();
    private final ByteBuffer frame = ByteBuffer.allocate(128);

    ForgedFrames(long fromMac, long toMac, IpAddress to, int toPort) {
        this.fromMac = fromMac;
        this.toMac = toMac;
        this.to = to;
        this.toPort = toPort;
    }

    /** The frame that was made last. */
    ByteBuffer frame() {
        return frame;
    }

    /** A SYN as Linux sends it; returns the frame's length. */
    int syn(IpAddress from, int fromPort, int seq, int timestamp) {
        options.clear()
                .maximumSegmentBytes(1_460)
                .permitSack()
                .timestamps(timestamp, 0)
                .windowScale(7);
        return segment(from, fromPort, TcpHeader.SYN, seq, 0);
    }

    /** The end of a handshake; returns the frame's length. */
    int ack(IpAddress from, int fromPort, int seq, int ack, int timestamp, int echo) {
        options.clear().timestamps(timestamp, echo);
        return segment(from, fromPort, TcpHeader.ACK, seq, ack);
    }

    /** The peer closes, and acknowledges that we do; returns the frame's length. */
    int fin(IpAddress from, int fromPort, int seq, int ack, int timestamp, int echo) {
        options.clear().timestamps(timestamp, echo);
        return segment(from, fromPort, TcpHeader.FIN | TcpHeader.ACK, seq, ack);
    }

    private int segment(IpAddress from, int fromPort, int flags, int seq, int ack) {
        int segmentBytes = TcpHeader.MIN_LENGTH_BYTES + options.encodedBytes();
        EthernetHeader.write(frame, 0, toMac, fromMac, EthernetHeader.TYPE_IPV4);
        IpHeader.write(frame, IP_OFFSET, from, to, 0, 1, Ipv4Header.PROTOCOL_TCP, segmentBytes);
        TcpHeader.write(frame, TCP_OFFSET, fromPort, toPort, seq, ack, flags, WINDOW_FIELD, segmentBytes);
        options.write(frame, TCP_OFFSET + TcpHeader.MIN_LENGTH_BYTES);
        int sum = InternetChecksum.addresses(from.high(), from.low(), to.high(), to.low());
        int checksum = InternetChecksum.transport(frame, TCP_OFFSET, segmentBytes, sum, Ipv4Header.PROTOCOL_TCP);
        TcpHeader.writeChecksum(frame, TCP_OFFSET, checksum);
        return TCP_OFFSET + segmentBytes;
    }
}
