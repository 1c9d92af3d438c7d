package org.paceline.utcp.tcp;

/**
 * How far a connection's end has come: the FINs of both sides, the RST that is owed, and whether anybody still reads.
 */
final class CloseDuty {
    private boolean finOwed;
    private boolean finSent;
    private boolean finSeen;
    private boolean finReceived;
    private int finSeq;
    private boolean readerGone;
    private boolean resetOwed;
    private boolean resetWithAck;
    private int resetSeq;
    private int resetAck;

    void oweFin() {
        finOwed = true;
    }

    /** The user has closed, and the FIN has not left yet. */
    boolean isFinOwed() {
        return finOwed && !finSent;
    }

    void onFinSent() {
        finSent = true;
    }

    boolean isFinSent() {
        return finSent;
    }

    /** The peer's FIN was seen; it counts once everything before it is here. */
    void finAt(int seq) {
        finSeen = true;
        finSeq = seq;
    }

    boolean finReached(int rcvNxt) {
        return finSeen && !finReceived && finSeq == rcvNxt;
    }

    void onFinReceived() {
        finReceived = true;
    }

    boolean isFinReceived() {
        return finReceived;
    }

    void readerGone() {
        readerGone = true;
    }

    boolean isReaderGone() {
        return readerGone;
    }

    /** {@code <SEQ=seq><ACK=ack><CTL=RST,ACK>}. */
    void oweReset(int seq, int ack) {
        resetOwed = true;
        resetWithAck = true;
        resetSeq = seq;
        resetAck = ack;
    }

    /** {@code <SEQ=seq><CTL=RST>}, in answer to an ACK that is not acceptable. */
    void oweReset(int seq) {
        resetOwed = true;
        resetWithAck = false;
        resetSeq = seq;
        resetAck = 0;
    }

    boolean isResetOwed() {
        return resetOwed;
    }

    void onResetSent() {
        resetOwed = false;
    }

    boolean resetWithAck() {
        return resetWithAck;
    }

    int resetSeq() {
        return resetSeq;
    }

    int resetAck() {
        return resetAck;
    }
}
