package org.paceline.utcp.tcp.recovery;

import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpOptions;

/**
 * When data is lost, what to send again, and when it was not lost after all: RFC 8985 with SACK, RFC 6675 with SACK
 * where RACK is off, RFC 6582 without SACK.
 *
 * <p>Without SACK a duplicate ACK counts as one segment that has left the network: where RFC 5681 3.2 inflates cwnd,
 * the pipe shrinks by as much. The caller changes cwnd as the {@link Outcome} says. Not thread-safe.
 */
public final class LossRecovery implements DeliveredSegments {
    /** What an acknowledgment or a timer meant for the loss recovery. */
    public enum Outcome {
        NOTHING,
        /** Loss was detected: cwnd is to be reduced, and the first retransmission leaves whatever the pipe says. */
        ENTERED,
        /** Everything outstanding at the detection has arrived. */
        LEFT,
        /** The last reduction answered a loss that was none. */
        UNDONE,
        /** A loss that a probe has repaired already (RFC 8985 7.4): cwnd is to be reduced, and that is all. */
        REPAIRED
    }

    private final RetransmissionQueue queue;
    private final RecoveryConfig config;
    private final SackScoreboard scoreboard;
    private final DupThreshDetector counting;
    private final RackDetector rack;
    private final TailLossProbe probe;
    private SpuriousRetransmit spurious = SpuriousRetransmit.NONE;
    private @Nullable DuplicateEvidence duplicates;
    private final RttEstimator rtt;
    private final AckReport report;
    private boolean sackPermitted;
    private CaState state = CaState.OPEN;
    private boolean firstRetransmissionOwed;

    /**
     * RecoveryPoint of RFC 6675, recover of RFC 6582; means something in {@link CaState#CWR} and beyond, where it
     * guards against a second reduction for one window of data.
     */
    private int recoveryPoint;

    /** When the segments that RACK waits for are lost. */
    private long reorderDeadlineNs = RackDetector.NEVER_NS;

    /** @param report to be filled in with each acknowledgment; nothing of it is kept from one to the next */
    public LossRecovery(RetransmissionQueue queue, RttEstimator rtt, RecoveryConfig config, AckReport report) {
        this.report = report;
        this.queue = queue;
        this.rtt = rtt;
        this.config = config;
        scoreboard = new SackScoreboard(queue, config.reordering(), this);
        counting = new DupThreshDetector(queue, scoreboard, config.reordering());
        rack = new RackDetector(queue, rtt, config.reordering());
        probe = new TailLossProbe(config);
    }

    public void sackPermitted(boolean permitted) {
        sackPermitted = permitted;
        counting.sackPermitted(permitted);
    }

    public boolean sackPermitted() {
        return sackPermitted;
    }

    /** RFC 8985 section 3: RACK needs SACK. */
    public boolean rackInUse() {
        return sackPermitted && config.rack();
    }

    /** An ACK arrived, and nothing that it reports has changed the queue: the report to fill in. */
    public AckReport beginAck(long nowNs) {
        report.clear(queue.sackedBytes());
        report.nowNs = nowNs;
        return report;
    }

    /** The segment at {@code index} is acknowledged for the first time, and is about to be removed or marked. */
    @Override
    public void onDelivered(int index) {
        if (queue.transmissions(index) > 1) {
            report.retransmittedArrived = true;
        } else if (SequenceNumber.lessOrEqual(queue.endSeq(index), recoveryPoint)) {
            report.originalArrived = true;
        }
        if (rackInUse()) {
            rack.onDelivered(index, report);
        }
    }

    public void onRoundTripMeasured() {
        probe.onRoundTripMeasured();
    }

    /** The ACK is acceptable, its report is filled in, and the queue holds only what lies beyond SND.UNA. */
    public Outcome onAck(TcpOptions options) {
        AckReport ack = report;
        boolean sackedAnew = false;
        if (sackPermitted) {
            scoreboard.readDuplicate(options, ack);
            sackedAnew = scoreboard.update(options, ack.sndUna, ack.sndNxt) > 0;
        } else if (ack.retransmittedArrived) {
            ack.originalArrived = false; // without SACK the copy may have filled a hole below segments that had arrived
        }
        considerDuplicates(ack);
        counting.onAck(ack, sackedAnew, recovering());
        if (ack.acknowledgedBytes > 0 || sackedAnew) {
            probe.cancel();
        }
        boolean evidence = sackPermitted ? sackedAnew : ack.duplicate;
        Outcome outcome = advance(ack, evidence);
        if (probe.onAck(ack, sackedAnew) == TailLossProbe.Answer.REPAIRED
                && outcome == Outcome.NOTHING
                && !state.reducing()) {
            outcome = Outcome.REPAIRED;
        }
        if (!state.reducing()) {
            state = queue.sackedSegments() > 0 || counting.duplicateAcks() > 0 ? CaState.DISORDER : CaState.OPEN;
        }
        return outcome;
    }

    private void considerDuplicates(AckReport ack) {
        boolean believed = ack.duplicatesTold > 0 && duplicates().believed(ack);
        if (rackInUse()) {
            // RFC 8985 6.2 step 4; the probe's copy is no sign of reordering
            rack.adaptWindow(ack, believed && !probe.toldOf(ack));
        }
        if (believed) {
            spurious.onDuplicatesTold(ack);
        }
    }

    private DuplicateEvidence duplicates() {
        DuplicateEvidence made = duplicates;
        if (made == null) {
            made = new DuplicateEvidence(queue);
            duplicates = made;
        }
        return made;
    }

    /** Without SACK: what the ACK tells to have arrived, duplicate ACKs standing for a segment each. */
    public long deliveredByCountBytes(AckReport ack) {
        return counting.deliveredBytes(ack);
    }

    private Outcome advance(AckReport ack, boolean evidence) {
        if ((state.reducing() && (spurious.provenByEcho(ack) || spurious.provenByOriginal(ack, recoveryPoint)))
                || provenByDuplicates(ack)) {
            undo();
            return Outcome.UNDONE;
        }
        if (state == CaState.LOSS) {
            spurious.continueTrial(ack, evidence, sackPermitted);
        }
        if (state.reducing() && SequenceNumber.greaterOrEqual(ack.sndUna, recoveryPoint)) {
            return leave();
        }
        boolean found = detect(ack, state == CaState.RECOVERY && ack.acknowledgedBytes > 0);
        if (!found || state == CaState.LOSS || state == CaState.RECOVERY) {
            return Outcome.NOTHING;
        }
        return enter(ack.sndUna, ack.sndNxt);
    }

    private boolean provenByDuplicates(AckReport ack) {
        return ack.duplicatesTold > 0 && state != CaState.CWR && spurious.provenByDuplicates();
    }

    private void undo() {
        if (state == CaState.LOSS) {
            rtt.onSpuriousTimeout();
            rack.onSpuriousTimeout();
        } else {
            rack.onSpuriousRecovery();
        }
        queue.unmarkLost();
        firstRetransmissionOwed = false;
        counting.reset();
        spurious.end();
        reorderDeadlineNs = RackDetector.NEVER_NS;
        state = CaState.OPEN;
    }

    private Outcome leave() {
        boolean recovered = state != CaState.LOSS;
        rack.onRecoveryLeft();
        spurious.endTrial();
        firstRetransmissionOwed = false;
        counting.reset();
        state = CaState.OPEN;
        return recovered ? Outcome.LEFT : Outcome.NOTHING;
    }

    /** @return whether anything is lost now that was not before */
    private boolean detect(AckReport ack, boolean partial) {
        long lostBefore = queue.losses();
        if (queue.empty()) {
            reorderDeadlineNs = RackDetector.NEVER_NS;
        } else if (rackInUse()) {
            reorderDeadlineNs = rack.detect(ack.nowNs, state.reducing());
        } else if (partial && !sackPermitted) {
            // RFC 6582 3.2 step 3, partial acknowledgment: the next hole begins at SND.UNA and is filled at once
            firstRetransmissionOwed |= counting.fillHole();
        } else if (ack.acknowledgedBytes <= 0 || state == CaState.RECOVERY) {
            counting.detect(ack.segmentBytes, state);
        }
        return queue.losses() != lostBefore;
    }

    private Outcome enter(int sndUna, int sndNxt) {
        boolean reduced = state == CaState.CWR;
        state = CaState.RECOVERY;
        counting.onRecovery();
        firstRetransmissionOwed = true;
        probe.forget();
        if (reduced) {
            return Outcome.NOTHING; // one reduction for one window of data, whatever told of the congestion
        }
        recoveryPoint = sndNxt;
        spurious = spurious.begin(config, sndUna);
        return Outcome.ENTERED;
    }

    /** RFC 3168 6.1.2: congestion was told of by ECN; false when this window of data has been answered for. */
    public boolean onCongestionEchoed(int sndUna, int sndNxt) {
        if (state.reducing()) {
            return false;
        }
        state = CaState.CWR;
        recoveryPoint = sndNxt;
        spurious = spurious.begin(config, sndUna);
        spurious.end();
        return true;
    }

    /** RFC 8985 6.2 step 5: the reordering window of the segments that RACK waits for is over. */
    public Outcome onReorderTimeout(long nowNs, int sndUna, int sndNxt) {
        report.clear(queue.sackedBytes());
        report.nowNs = nowNs;
        boolean found = detect(report, false);
        return found && !(state == CaState.LOSS || state == CaState.RECOVERY) ? enter(sndUna, sndNxt) : Outcome.NOTHING;
    }

    /** RFC 6298 5.4, RFC 6675 5.1 and RFC 8985 6.3: the retransmission timer expired. */
    public void onTimeout(long nowNs, int sndUna, int sndNxt) {
        boolean reneged = queue.sacked(0);
        if (reneged) {
            // RFC 2018 section 8: the receiver holds what it reported no longer, else SND.UNA had moved
            queue.forgetSacked();
        }
        if (rackInUse() && !reneged) {
            rack.markOnTimeout(nowNs, true);
        } else {
            markAllLost();
        }
        boolean interrupted = state == CaState.RECOVERY || state == CaState.CWR;
        if (state != CaState.LOSS && !interrupted) {
            spurious = spurious.begin(config, sndUna);
        }
        spurious.beginTrial(!interrupted);
        state = CaState.LOSS;
        firstRetransmissionOwed = true;
        counting.reset();
        recoveryPoint = sndNxt;
        reorderDeadlineNs = RackDetector.NEVER_NS;
        probe.forget();
    }

    private void markAllLost() {
        for (int index = queue.nextUnsacked(0); index >= 0; index = queue.nextUnsacked(index + 1)) {
            queue.markLost(index);
        }
    }

    /**
     * The path takes less than what left: RFC 1191 6.5 has it sent again at once, and cwnd left alone, because nothing
     * tells of congestion.
     */
    public void onPathMtuLowered(int largestBytes) {
        queue.cut(largestBytes);
        firstRetransmissionOwed |= queue.lostAndWaitingBytes() > 0;
    }

    /** The oldest segment alone is to leave again: a SYN, a FIN or a window probe that was not answered. */
    public void resendHead() {
        if (!queue.empty()) {
            queue.markLost(0);
            firstRetransmissionOwed = true;
        }
    }

    /**
     * The segment to send again next, by rules 1, 3 and 4 of NextSeg() in RFC 6675 section 4; rule 2, new data, is the
     * caller's to try before it asks with {@code newDataWaiting} false.
     *
     * @return its index in the queue, -1 for none
     */
    public int nextRetransmission(boolean newDataWaiting) {
        if (queue.lostAndWaitingBytes() > 0) {
            boolean later = newDataWaiting && !firstRetransmissionOwed && spurious.asksForNewData();
            return later ? -1 : queue.firstWaiting();
        }
        boolean byCount = recovering() && sackPermitted && !rackInUse();
        return byCount && !newDataWaiting ? counting.nextHole() : -1;
    }

    public void onRetransmitted(int index, long nowNs) {
        counting.onRetransmitted(index);
        firstRetransmissionOwed = false;
        duplicates().onRetransmitted();
        spurious.onRetransmitted(nowNs);
        queue.onRetransmitted(index, nowNs);
    }

    /**
     * Whether the next retransmission leaves even into a full pipe (RFC 6675 section 5 step 4.3, RFC 5681 3.2 step 3).
     */
    public boolean firstRetransmissionOwed() {
        return firstRetransmissionOwed;
    }

    /** Bytes held to be in the network, never negative. */
    public long pipeBytes(int segmentBytes) {
        if (state == CaState.DISORDER && !config.limitedTransmit()) {
            return queue.outstandingBytes();
        }
        long pipeBytes = queue.pipeBytes();
        if (!sackPermitted) {
            pipeBytes -= (long) counting.duplicateAcks() * segmentBytes;
        }
        return Math.max(0, pipeBytes);
    }

    /** Until when RACK waits for segments that may only be late, {@link Long#MAX_VALUE} when for none. */
    public long reorderDeadlineNs() {
        return reorderDeadlineNs;
    }

    /**
     * PTO of RFC 8985 7.2; -1 while no probe is called for: in a recovery, or when something was sacked, other
     * mechanisms are at work.
     */
    public long probeTimeoutNs() {
        boolean calledFor = config.tailLossProbe() && rackInUse() && state == CaState.OPEN && !queue.empty();
        return calledFor ? probe.timeoutNs(rtt.smoothedNs(), queue.segments()) : -1;
    }

    public TailLossProbe probe() {
        return probe;
    }

    /** RFC 5681 equation 4: whether a timeout now is the first answer to this loss, so that ssthresh comes down. */
    public boolean timeoutReduces() {
        return !state.reducing() || (state == CaState.LOSS && queue.transmissions(0) == 1);
    }

    public CaState caState() {
        return state;
    }

    /** Fast recovery: from the detection by duplicate ACKs or SACK until everything outstanding then has arrived. */
    public boolean recovering() {
        return state == CaState.RECOVERY;
    }

    /** Whether cwnd is on its way down, so that nothing makes it grow. */
    public boolean reducingRate() {
        return state == CaState.RECOVERY || state == CaState.CWR;
    }

    /** tcpi_dsack_dups: segments that the peer reported to have got twice. */
    public long duplicatesTold() {
        return duplicates == null ? 0 : duplicates.told();
    }

    /** tcpi_reord_seen. */
    public int reorderingsSeen() {
        return rack.reorderingsSeen();
    }

    /** tcpi_reordering: by how many segments at most the path has reordered, no less than DupThresh. */
    public int reordering() {
        return Math.max(config.reordering(), rack.reorderingDegree());
    }

    /** tcpi_sacked: without SACK duplicate ACKs stand for a segment each, as in Linux. */
    public int sackedSegments() {
        return sackPermitted ? queue.sackedSegments() : counting.duplicateAcks();
    }
}
