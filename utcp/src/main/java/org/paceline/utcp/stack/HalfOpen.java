package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.EcnCodepoint;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.utcp.tcp.FastOpen;

/**
 * A handshake that a peer began: its SYN as it came, and what we answered. Some 200 bytes, and no connection: that is
 * made from it when the handshake is complete. Belongs to the {@link SynQueue}.
 */
final class HalfOpen {
    final IpAddress localAddress;
    final IpAddress remoteAddress;
    final int localPort;
    final int remotePort;
    final int iss;
    final int timestampOffset;

    /** The SYN's header with its options. */
    final ByteBuffer syn;

    /** The ECN codepoint that the SYN came with. */
    final int synCodepoint;

    /** What its SYN-ACK tells of Fast Open. */
    FastOpen fastOpen = FastOpen.NONE;

    /** When the SYN came, and when our SYN-ACK left first; -1 for not yet. */
    final long synNs;

    long sentNs = -1;

    /** How often the SYN-ACK was sent again because nobody answered. */
    int timeouts;

    /** Not before this is another answer to something odd due (RFC 5961 section 10). */
    long nextAnswerNs = Long.MIN_VALUE;

    /** These belong to the {@link SynQueue}. */
    long deadlineNs;

    int line;

    @Nullable
    HalfOpen ahead;

    @Nullable
    HalfOpen behind;

    @Nullable
    HalfOpen sameBucket;

    HalfOpen(
            IpAddress localAddress,
            IpAddress remoteAddress,
            TcpHeader segment,
            ByteBuffer syn,
            int iss,
            int timestampOffset,
            long synNs) {
        this.localAddress = localAddress;
        this.remoteAddress = remoteAddress;
        this.localPort = segment.destinationPort();
        this.remotePort = segment.sourcePort();
        this.syn = syn;
        this.synCodepoint = segment.syn() ? segment.ecnCodepoint() : EcnCodepoint.NOT_ECT;
        this.iss = iss;
        this.timestampOffset = timestampOffset;
        this.synNs = synNs;
    }
}
