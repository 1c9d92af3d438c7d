package org.paceline.utcp.tcp;

/**
 * What a segment may do whose sender need not have seen the connection.
 *
 * @param exactReset RFC 5961 section 3: only a RST at RCV.NXT resets, one elsewhere in the window is challenged; false
 *     is RFC 793's any RST in the window
 * @param fromLastAck FreeBSD: a RST counts from the last ACK that was sent, which a delayed ACK keeps behind RCV.NXT
 * @param challengesSyn RFC 5961 section 4: a SYN in the window is challenged; false is RFC 793's reset
 * @param synFin what a SYN with a FIN is taken for
 * @param timeWaitOutlastsReset RFC 1337 section 3, F1: a RST does not end TIME-WAIT
 */
public record BlindSegmentConfig(
        boolean exactReset,
        boolean fromLastAck,
        boolean challengesSyn,
        SynFinRule synFin,
        boolean timeWaitOutlastsReset) {
    /** RFC 9293, which has adopted RFC 5961. */
    public static BlindSegmentConfig defaults() {
        return new BlindSegmentConfig(true, false, true, SynFinRule.TAKE, false);
    }

    public BlindSegmentConfig withExactReset(boolean changed) {
        return new BlindSegmentConfig(changed, fromLastAck, challengesSyn, synFin, timeWaitOutlastsReset);
    }

    public BlindSegmentConfig withFromLastAck(boolean changed) {
        return new BlindSegmentConfig(exactReset, changed, challengesSyn, synFin, timeWaitOutlastsReset);
    }

    public BlindSegmentConfig withChallengesSyn(boolean changed) {
        return new BlindSegmentConfig(exactReset, fromLastAck, changed, synFin, timeWaitOutlastsReset);
    }

    public BlindSegmentConfig withSynFin(SynFinRule changed) {
        return new BlindSegmentConfig(exactReset, fromLastAck, challengesSyn, changed, timeWaitOutlastsReset);
    }

    public BlindSegmentConfig withTimeWaitOutlastsReset(boolean changed) {
        return new BlindSegmentConfig(exactReset, fromLastAck, challengesSyn, synFin, changed);
    }
}
