package org.paceline.utcp.tcp.recovery;

import org.paceline.nic.wire.SequenceNumber;

/**
 * RACK of RFC 8985 section 6: a segment is lost when one that left later has arrived, and a reordering window has
 * passed since. Names are the RFC's. Not thread-safe.
 */
final class RackDetector {
    /** No deadline. */
    static final long NEVER_NS = Long.MAX_VALUE;

    /** RFC 8985 6.2 step 4: recoveries without a D-SACK until the window is a quarter of min_RTT again. */
    private static final int WINDOW_PERSISTS_RECOVERIES = 16;

    private static final int WINDOW_FRACTION_OF_MIN_RTT = 4;

    private final RetransmissionQueue queue;
    private final RttEstimator rtt;
    private final int dupThresh;

    /** RACK.xmit_ts, RACK.end_seq and RACK.rtt: of the segment that left last of all that arrived. */
    private long xmitNs = Long.MIN_VALUE;

    private int endSeq;
    private long rttNs;

    /** RACK.fack: the highest sequence number that arrived. */
    private int fack;

    private boolean fackSet;
    private boolean reorderingSeen;
    private int reorderingsSeen;
    private int reorderingDegree;
    private int windowMultiplier = 1;
    private int windowPersists;
    private int dsackRound;
    private boolean dsackRoundSet;

    RackDetector(RetransmissionQueue queue, RttEstimator rtt, int dupThresh) {
        this.queue = queue;
        this.rtt = rtt;
        this.dupThresh = dupThresh;
    }

    /** RFC 8985 6.2 steps 2 and 3, RACK_update() and RACK_detect_reordering(): the segment arrived. */
    void onDelivered(int index, AckReport ack) {
        int end = queue.endSeq(index);
        if (!fackSet || SequenceNumber.greaterThan(end, fack)) {
            fack = end;
            fackSet = true;
        } else if (queue.transmissions(index) == 1) {
            onReordering(index, ack);
        }
        long sentNs = queue.sentNs(index);
        long elapsedNs = ack.nowNs - sentNs;
        boolean answersOriginal =
                queue.transmissions(index) > 1 && (sentNs >= ack.echoedBeforeNs || elapsedNs < rtt.minimumNs());
        if (!answersOriginal && sentAfter(sentNs, end)) {
            xmitNs = sentNs;
            endSeq = end;
            rttNs = elapsedNs;
            queue.place(index);
        }
    }

    private void onReordering(int index, AckReport ack) {
        reorderingSeen = true;
        int distanceBytes = SequenceNumber.distance(queue.startSeq(index), fack);
        reorderingDegree = Math.max(reorderingDegree, (distanceBytes + ack.segmentBytes - 1) / ack.segmentBytes);
        if (!ack.reordered) {
            ack.reordered = true;
            reorderingsSeen++;
        }
    }

    /** RACK_sent_after(): whether a segment left after the one that RACK knows of. */
    private boolean sentAfter(long sentNs, int end) {
        return sentNs > xmitNs || (sentNs == xmitNs && SequenceNumber.greaterThan(end, endSeq));
    }

    /** RFC 8985 6.2 step 4, the first half of RACK_update_reo_wnd(): once a round that sees D-SACKs. */
    void adaptWindow(AckReport ack, boolean spurious) {
        if (dsackRoundSet && SequenceNumber.greaterOrEqual(ack.sndUna, dsackRound)) {
            dsackRoundSet = false;
        }
        if (spurious && !dsackRoundSet) {
            dsackRound = ack.sndNxt;
            dsackRoundSet = true;
            windowMultiplier++;
            windowPersists = WINDOW_PERSISTS_RECOVERIES;
        }
    }

    void onRecoveryLeft() {
        if (windowPersists > 0 && --windowPersists == 0) {
            windowMultiplier = 1;
        }
    }

    /** What was held to be lost came late: the path reorders. */
    void onSpuriousRecovery() {
        reorderingSeen = true;
    }

    /** The segment that left last was a copy that nobody needed: it says nothing of those before it. */
    void onSpuriousTimeout() {
        xmitNs = Long.MIN_VALUE;
    }

    /** The second half of RACK_update_reo_wnd(). */
    long windowNs(boolean recovering) {
        if (!reorderingSeen && (recovering || queue.sackedSegments() >= dupThresh)) {
            return 0;
        }
        long minRttNs = rtt.minimumNs() < 0 ? rttNs : rtt.minimumNs();
        long windowNs = windowMultiplier * minRttNs / WINDOW_FRACTION_OF_MIN_RTT;
        return rtt.smoothedNs() < 0 ? windowNs : Math.min(windowNs, rtt.smoothedNs());
    }

    /**
     * RFC 8985 6.2 step 5, RACK_detect_loss(): marks what is lost by now.
     *
     * @return when the rest of what left before RACK's segment is lost, {@link #NEVER_NS} when there is none
     */
    long detect(long nowNs, boolean recovering) {
        long patienceNs = rttNs + windowNs(recovering);
        int index = queue.oldestInFlight();
        while (index >= 0 && !sentAfter(queue.sentNs(index), queue.endSeq(index)) && !isPlaced(index)) {
            if (queue.sentNs(index) + patienceNs > nowNs) {
                int last = queue.youngestBeforePlace();
                return Math.max(queue.sentNs(last < 0 ? index : last), queue.sentNs(index)) + patienceNs;
            }
            int next = queue.leftAfter(index);
            queue.markLost(index);
            index = next;
        }
        return NEVER_NS;
    }

    /** Whether it is RACK's segment itself, of which an ACK took only the beginning. */
    private boolean isPlaced(int index) {
        return queue.sentNs(index) == xmitNs && queue.endSeq(index) == endSeq;
    }

    /** RFC 8985 6.3, RACK_mark_losses_on_RTO(). */
    void markOnTimeout(long nowNs, boolean recovering) {
        long patienceNs = rttNs + windowNs(recovering);
        int index = queue.oldestInFlight();
        while (index >= 0 && queue.sentNs(index) + patienceNs <= nowNs) {
            int next = queue.leftAfter(index);
            queue.markLost(index);
            index = next;
        }
        if (!queue.empty() && !queue.sacked(0)) {
            queue.markLost(0);
        }
    }

    /** ACKs that reported a segment after a later one although it had not been sent again. */
    int reorderingsSeen() {
        return reorderingsSeen;
    }

    /** By how many segments at most the path has reordered. */
    int reorderingDegree() {
        return reorderingDegree;
    }
}
