package org.paceline.utcp.tcp;

import org.paceline.nic.wire.SequenceNumber;

/**
 * ICMP errors for one connection, taken with the suspicion of RFC 5927: the segment that they quote must be in flight,
 * and a connection that is open is never ended by them (section 6). Belongs to its connection.
 */
public final class PathErrors {
    private final TcpConnection c;

    /** Why the peer may not be reached, for when it is given up. */
    private CloseReason reason = CloseReason.TIMED_OUT;

    PathErrors(TcpConnection connection) {
        c = connection;
    }

    /** RFC 5927 4.1: SND.UNA =< SEG.SEQ < SND.NXT of the quoted segment. */
    private boolean plausible(int seq) {
        return SequenceNumber.lessOrEqual(c.snd.una, seq) && SequenceNumber.lessThan(seq, c.snd.nxt);
    }

    /**
     * A segment of ours was not delivered.
     *
     * @param seq its sequence number, as the message quotes it
     */
    public void handle(int seq, PathError error) {
        if (!plausible(seq)) {
            c.counters.pathErrorsRefused++;
            return;
        }
        c.counters.pathErrors++;
        if (c.state() == TcpState.SYN_SENT && error != PathError.PACKET_LOST) {
            // RFC 1122 4.2.3.9 for hard errors; RFC 5461 section 4 for soft ones while nothing is open yet
            c.finish(TcpEvent.RESET, error.closeReason());
            return;
        }
        reason = error.closeReason();
    }

    /**
     * A packet of ours was too big.
     *
     * @param nextMtuBytes what the router takes (RFC 1191 section 4, RFC 8201)
     */
    public void onTooBig(long nowNs, int seq, int nextMtuBytes) {
        if (!plausible(seq)) {
            c.counters.pathErrorsRefused++;
            return;
        }
        c.counters.pathErrors++;
        c.pathMtu.onTooBig(nowNs, seq, nextMtuBytes);
    }

    /** The peer answered: whatever was wrong is over. */
    void onPeerAlive() {
        reason = CloseReason.TIMED_OUT;
    }

    /** RFC 1122 4.2.4.1: the application learns of the soft error that explains why nobody answered. */
    CloseReason timeoutReason() {
        return reason;
    }
}
