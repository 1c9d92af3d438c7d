package org.paceline.utcp.tcp.recovery;

import org.paceline.nic.wire.SequenceNumber;

/**
 * Whether a recovery or a timeout answered a loss that was none: by timestamps (Eifel, RFC 3522), by D-SACKs for
 * everything that left again (RFC 3708), or by originals that arrive after a timeout (F-RTO, RFC 5682). One episode at
 * a time, from a reduction to the next. Not thread-safe.
 */
final class SpuriousRetransmit {
    /** No reduction so far: nothing to prove, and nothing that changes it. */
    static final SpuriousRetransmit NONE = new SpuriousRetransmit(RecoveryConfig.defaults());

    private static final long NOT_YET_NS = Long.MAX_VALUE;

    private final RecoveryConfig config;
    private boolean undoable;
    private int episodeStart;
    private long firstRetransmissionNs;

    /** Retransmissions of the episode that no D-SACK has told of. */
    private int unexplained;

    /** RFC 5682: a timeout is on trial. */
    private boolean onTrial;

    /** RFC 5682 2.1 step 2b: new data has left to tell the originals from their copies. */
    private boolean newDataAsked;

    SpuriousRetransmit(RecoveryConfig config) {
        this.config = config;
    }

    /** A reduction begins; returns what watches it, for nothing does before the first. */
    SpuriousRetransmit begin(RecoveryConfig of, int sndUna) {
        SpuriousRetransmit episode = this == NONE ? new SpuriousRetransmit(of) : this;
        episode.begin(sndUna);
        return episode;
    }

    private void begin(int sndUna) {
        undoable = config.undo();
        episodeStart = sndUna;
        firstRetransmissionNs = NOT_YET_NS;
        unexplained = 0;
        onTrial = false;
        newDataAsked = false;
    }

    /** The timer expired, for the first time or while everything was lost already; false when it ended a recovery. */
    void beginTrial(boolean trial) {
        onTrial = trial && config.frto();
        newDataAsked = false;
    }

    void onRetransmitted(long nowNs) {
        if (!undoable) {
            return;
        }
        if (firstRetransmissionNs == NOT_YET_NS) {
            firstRetransmissionNs = nowNs;
        }
        unexplained++;
    }

    void onDuplicatesTold(AckReport ack) {
        if (undoable && ack.duplicatesTold > 0 && SequenceNumber.greaterThan(ack.duplicateEnd, episodeStart)) {
            unexplained = Math.max(0, unexplained - ack.duplicatesTold);
        }
    }

    /**
     * RFC 3522 section 3.2: new data is acknowledged by the receiver's answer to a segment that left before the first
     * retransmission, or there was none.
     */
    boolean provenByEcho(AckReport ack) {
        if (!undoable || ack.acknowledgedBytes <= 0) {
            return false;
        }
        return firstRetransmissionNs == NOT_YET_NS || ack.echoedBeforeNs <= firstRetransmissionNs;
    }

    /** RFC 3708 section 2: D-SACKs have come for every retransmission. */
    boolean provenByDuplicates() {
        return undoable && firstRetransmissionNs != NOT_YET_NS && unexplained == 0;
    }

    /**
     * RFC 5682 3.1 step 3b: data that left once before the timeout arrived after it; by step 2a an ACK of everything
     * proves nothing.
     */
    boolean provenByOriginal(AckReport ack, int recoveryPoint) {
        boolean tells = config.frtoByLastAck() || SequenceNumber.lessThan(ack.sndUna, recoveryPoint);
        return onTrial && undoable && ack.originalArrived && tells;
    }

    /**
     * The rest of RFC 5682 2.1 and 3.1, for an ACK that proves nothing.
     *
     * @param evidence whether it reports something for the first time, or is a duplicate where SACK is not in use
     */
    void continueTrial(AckReport ack, boolean evidence, boolean sack) {
        if (newDataAsked) {
            onTrial = onTrial && !evidence; // step 3a: the new data arrives above a hole
        } else if (ack.acknowledgedBytes > 0) {
            newDataAsked = true;
            onTrial = onTrial && ack.newDataWaiting; // step 2b, else the conventional recovery
        } else if (evidence && !sack) {
            onTrial = false; // 2.1 step 2a
        }
    }

    /** RFC 5682 step 2b: new data goes before retransmissions. */
    boolean asksForNewData() {
        return onTrial && newDataAsked;
    }

    void end() {
        undoable = false;
        onTrial = false;
    }

    void endTrial() {
        onTrial = false;
    }
}
