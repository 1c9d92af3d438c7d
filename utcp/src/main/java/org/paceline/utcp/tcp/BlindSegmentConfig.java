package org.paceline.utcp.tcp;

/**
 * What a segment may do whose sender need not have seen the connection.
 *
 * @param exactReset RFC 5961 section 3: only a RST at RCV.NXT resets, one elsewhere in the window is challenged; false
 *     is RFC 793's any RST in the window
 * @param fromLastAck FreeBSD: a RST counts from the last ACK that was sent, which a delayed ACK keeps behind RCV.NXT
 * @param challengesSyn RFC 5961 section 4: a SYN in the window is challenged; false is RFC 793's reset
 * @param synFin what a SYN with a FIN is taken for
 */
public record BlindSegmentConfig(boolean exactReset, boolean fromLastAck, boolean challengesSyn, SynFinRule synFin) {
    /** RFC 9293, which has adopted RFC 5961. */
    public static BlindSegmentConfig defaults() {
        return new BlindSegmentConfig(true, false, true, SynFinRule.TAKE);
    }

    public BlindSegmentConfig withExactReset(boolean changed) {
        return new BlindSegmentConfig(changed, fromLastAck, challengesSyn, synFin);
    }

    public BlindSegmentConfig withFromLastAck(boolean changed) {
        return new BlindSegmentConfig(exactReset, changed, challengesSyn, synFin);
    }

    public BlindSegmentConfig withChallengesSyn(boolean changed) {
        return new BlindSegmentConfig(exactReset, fromLastAck, changed, synFin);
    }

    public BlindSegmentConfig withSynFin(SynFinRule changed) {
        return new BlindSegmentConfig(exactReset, fromLastAck, challengesSyn, changed);
    }
}
