package org.paceline.utcp.tcp;

import org.paceline.nic.wire.SequenceNumber;

/**
 * ICMP errors for one connection, taken with the suspicion of RFC 5927: the segment that they quote must be in flight,
 * and a connection that is open is never ended by them (section 6). Keeps nothing itself.
 */
public final class PathErrors {

    private PathErrors() {}

    /** RFC 5927 4.1: SND.UNA =< SEG.SEQ < SND.NXT of the quoted segment. */
    private static boolean plausible(TcpConnection c, int seq) {
        return SequenceNumber.lessOrEqual(c.snd.una, seq) && SequenceNumber.lessThan(seq, c.snd.nxt);
    }

    /**
     * A segment of ours was not delivered.
     *
     * @param seq its sequence number, as the message quotes it
     */
    public static void handle(TcpConnection c, int seq, PathError error) {
        if (!plausible(c, seq)) {
            c.counters.inTrouble().pathErrorsRefused++;
            return;
        }
        c.counters.inTrouble().pathErrors++;
        if (c.state() == TcpState.SYN_SENT && error != PathError.PACKET_LOST) {
            // RFC 1122 4.2.3.9 for hard errors; RFC 5461 section 4 for soft ones while nothing is open yet
            c.finish(TcpEvent.RESET, error.closeReason());
            return;
        }
        c.timeouts.onPathError(error);
    }

    /**
     * A packet of ours was too big.
     *
     * @param nextMtuBytes what the router takes (RFC 1191 section 4, RFC 8201)
     */
    public static void onTooBig(TcpConnection c, long nowNs, int seq, int nextMtuBytes) {
        if (!plausible(c, seq)) {
            c.counters.inTrouble().pathErrorsRefused++;
            return;
        }
        c.counters.inTrouble().pathErrors++;
        c.pathMtu.onTooBig(nowNs, seq, nextMtuBytes);
    }
}
