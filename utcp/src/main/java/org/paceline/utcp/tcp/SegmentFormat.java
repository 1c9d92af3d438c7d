package org.paceline.utcp.tcp;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;

/**
 * Fills frames with the segments of a connection: header, options, text. The checksum is the stack's, and the options
 * are one object of the stack, because each segment fills them anew.
 */
final class SegmentFormat {

    private SegmentFormat() {}

    /** SYN, or SYN-ACK once the peer's SYN is here; options that the peer did not offer are left out of the latter. */
    static int syn(TcpConnection c, long nowNs, ByteBuffer frame, int offset) {
        boolean answer = c.state() == TcpState.SYN_RECEIVED;
        TcpOptions options = clearOptions(c).maximumSegmentBytes(c.path.announcedSegmentBytes());
        if (answer ? c.recovery.sackPermitted() : c.config.options().sack()) {
            options.permitSack();
        }
        if (answer ? c.timestamps.inUse() : c.config.options().timestamps()) {
            options.timestamps(c.timestamps.value(nowNs), answer ? c.timestamps.echo() : 0);
        }
        if (answer ? c.snd.windowScaling : c.config.options().windowScaling()) {
            options.windowScale(c.window.offeredShift());
        }
        if (answer) {
            c.fastOpen.writeSynAck(options);
        } else {
            c.fastOpen.writeSyn(options, !c.queue.empty());
        }
        c.liveness.writeOption(options, true);
        // RFC 7323 2.2: not scaled
        int windowField = c.fastOpen.takesText() ? c.rcv.windowBytes() : c.window.synBytes();
        int flags = TcpHeader.SYN | (answer ? TcpHeader.ACK | c.ecn.synAckFlags() : c.ecn.synFlags(!c.queue.empty()));
        if (answer) {
            c.rcv.lastAckSent = c.rcv.nxt;
            c.ack.onAckSent();
        }
        return header(c, options, frame, offset, c.snd.iss, answer ? c.rcv.nxt : 0, flags, windowField, 0);
    }

    static int acknowledgment(TcpConnection c, long nowNs, ByteBuffer frame, int offset) {
        return withAck(c, nowNs, frame, offset, c.snd.acceptableSeq(), TcpHeader.ACK, 0);
    }

    /** Whether text up to there is the last that was written. */
    static boolean endsQueue(TcpConnection c, int endSeq) {
        return position(c, endSeq) == c.sendBuffer.appendedBytes();
    }

    /**
     * RFC 9293 3.8.4: an ACK for which the peer has no use, and so answers; without the octet of old that was garbage.
     */
    static int keepAlive(TcpConnection c, long nowNs, ByteBuffer frame, int offset) {
        return withAck(c, nowNs, frame, offset, c.snd.nxt - 1, TcpHeader.ACK, 0);
    }

    /** Text from {@code seq} on, copied once to its final place. */
    static int text(
            TcpConnection c,
            long nowNs,
            ByteBuffer frame,
            int offset,
            int seq,
            int payloadBytes,
            boolean push,
            boolean fin) {
        int flags = TcpHeader.ACK | (fin ? TcpHeader.FIN : 0) | (push && payloadBytes > 0 ? TcpHeader.PSH : 0);
        int lengthBytes = withAck(c, nowNs, frame, offset, seq, flags, payloadBytes);
        if (payloadBytes > 0) {
            c.sendBuffer.copy(position(c, seq), payloadBytes, frame, offset + lengthBytes - payloadBytes);
        }
        return lengthBytes;
    }

    /** RFC 9293 3.10.7: the RST that is owed. */
    static int reset(TcpConnection c, long nowNs, ByteBuffer frame, int offset) {
        TcpOptions options = clearOptions(c);
        if (c.timestamps.inUse()) {
            options.timestamps(c.timestamps.value(nowNs), c.timestamps.echo()); // RFC 7323 3.2
        }
        int flags = TcpHeader.RST | (c.closing.resetWithAck() ? TcpHeader.ACK : 0);
        return header(c, options, frame, offset, c.closing.resetSeq(), c.closing.resetAck(), flags, 0, 0);
    }

    private static int withAck(
            TcpConnection c, long nowNs, ByteBuffer frame, int offset, int seq, int flags, int payloadBytes) {
        TcpOptions options = clearOptions(c);
        if (c.timestamps.inUse()) {
            options.timestamps(c.timestamps.value(nowNs), c.timestamps.echo());
        }
        if (payloadBytes == 0 && c.recovery.sackPermitted()) {
            c.duplicate.addBlock(options);
            c.reassembly.addSackBlocks(options);
        }
        if (payloadBytes == 0) {
            c.liveness.writeOption(options, false);
        }
        c.duplicate.onAckSent();
        c.rcv.lastAckSent = c.rcv.nxt;
        c.counters.ackSentNs = nowNs;
        c.ack.onAckSent();
        int ackFlags = flags | c.ecn.ackFlags();
        return header(c, options, frame, offset, seq, c.rcv.nxt, ackFlags, c.rcv.windowField(), payloadBytes);
    }

    private static TcpOptions clearOptions(TcpConnection c) {
        return c.shared.departing().clear().order(c.config.style().order());
    }

    private static int header(
            TcpConnection c,
            TcpOptions options,
            ByteBuffer frame,
            int offset,
            int seq,
            int ack,
            int flags,
            int windowField,
            int payloadBytes) {
        int headerBytes = TcpHeader.MIN_LENGTH_BYTES + options.encodedBytes();
        TcpHeader.write(
                frame, offset, c.path.localPort(), c.path.remotePort(), seq, ack, flags, windowField, headerBytes);
        options.write(frame, offset + TcpHeader.MIN_LENGTH_BYTES);
        return headerBytes + payloadBytes;
    }

    /** Where in the send buffer's stream the octet of a sequence number stands; the SYN takes none. */
    static long position(TcpConnection c, int seq) {
        int first = c.snd.una == c.snd.iss ? c.snd.iss + 1 : c.snd.una;
        return c.sendBuffer.releasedBytes() + Math.max(0, SequenceNumber.distance(first, seq));
    }
}
