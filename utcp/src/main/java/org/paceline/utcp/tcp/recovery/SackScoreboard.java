package org.paceline.utcp.tcp.recovery;

import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpOptions;

/**
 * What the peer's SACK blocks say of the retransmission queue, RFC 2018 section 5, and which segments are lost by it,
 * RFC 6675 section 4.
 */
final class SackScoreboard {
    private final RetransmissionQueue queue;
    private final DeliveredSegments delivered;

    /** DupThresh of RFC 6675 section 2. */
    private final int dupThresh;

    SackScoreboard(RetransmissionQueue queue, int dupThresh, DeliveredSegments delivered) {
        this.queue = queue;
        this.dupThresh = dupThresh;
        this.delivered = delivered;
    }

    /**
     * RFC 6675 section 4, Update(): marks the segments that the blocks cover wholly.
     *
     * @param sndUna blocks at or below it report duplicates and change nothing
     * @param sndNxt blocks beyond it report what was never sent and are ignored
     * @return bytes that no earlier block had reported
     */
    long update(TcpOptions options, int sndUna, int sndNxt) {
        long before = queue.sackedBytes();
        for (int block = 0; block < options.sackBlocks(); block++) {
            int left = options.sackLeft(block);
            int right = options.sackRight(block);
            if (SequenceNumber.lessThan(left, right)
                    && SequenceNumber.greaterThan(left, sndUna)
                    && SequenceNumber.lessOrEqual(right, sndNxt)) {
                mark(left, right);
            }
        }
        return queue.sackedBytes() - before;
    }

    /** RFC 2883 section 4: whether the first block tells of a duplicate; fills in what it tells. */
    void readDuplicate(TcpOptions options, AckReport ack) {
        if (options.sackBlocks() == 0) {
            return;
        }
        int left = options.sackLeft(0);
        int right = options.sackRight(0);
        boolean below = SequenceNumber.lessThan(left, ack.ack);
        boolean inside = options.sackBlocks() > 1
                && SequenceNumber.greaterOrEqual(left, options.sackLeft(1))
                && SequenceNumber.lessOrEqual(right, options.sackRight(1));
        if ((below || inside)
                && SequenceNumber.lessThan(left, right)
                && SequenceNumber.lessOrEqual(right, ack.sndNxt)) {
            int bytes = SequenceNumber.distance(left, right);
            ack.duplicatesTold = (bytes + ack.segmentBytes - 1) / ack.segmentBytes;
            ack.duplicateEnd = right;
        }
    }

    private void mark(int left, int right) {
        int index = queue.nextUnsacked(queue.indexBeyond(left));
        while (index >= 0 && SequenceNumber.lessOrEqual(queue.endSeq(index), right)) {
            if (SequenceNumber.greaterOrEqual(queue.startSeq(index), left)) {
                delivered.onDelivered(index);
                queue.markSacked(index);
            }
            index = queue.nextUnsacked(index + 1);
        }
    }

    /**
     * RFC 6675 section 4, IsLost(): the number of oldest segments above which DupThresh separate runs, or more than
     * (DupThresh - 1) * SMSS bytes, have been sacked.
     */
    int lostBelow(int segmentBytes) {
        if (queue.sackedBytes() == 0) {
            return 0;
        }
        long sackedAboveBytes = 0;
        int runs = 0;
        boolean inRun = false;
        for (int index = queue.segments() - 1; index >= 0; index--) {
            boolean sacked = queue.sacked(index);
            if (sacked) {
                sackedAboveBytes += SequenceNumber.distance(queue.startSeq(index), queue.endSeq(index));
                runs += inRun ? 0 : 1;
                if (runs >= dupThresh || sackedAboveBytes > (dupThresh - 1L) * segmentBytes) {
                    return index;
                }
            }
            inRun = sacked;
        }
        return 0;
    }

    /** Marks what {@link #lostBelow} finds, unless it was sent again already. */
    void markLost(int segmentBytes) {
        for (int index = lostBelow(segmentBytes) - 1; index >= 0; index--) {
            if (queue.lost(index)) {
                return; // whatever is older was looked at when this one was marked
            }
            if (!queue.sacked(index) && !queue.retransmissionInFlight(index)) {
                queue.markLost(index);
            }
        }
    }

    /** The first segment above the highest retransmitted one that stands below a sacked one; -1 when there is none. */
    int firstHole() {
        for (int index = queue.segments() - 1; index >= 0; index--) {
            if (queue.sacked(index)) {
                return firstHoleBelow(index);
            }
        }
        return -1;
    }

    private int firstHoleBelow(int highestSacked) {
        int hole = -1;
        for (int index = highestSacked - 1; index >= 0; index--) {
            if (queue.retransmissionInFlight(index)) {
                return hole;
            }
            if (!queue.sacked(index)) {
                hole = index;
            }
        }
        return hole;
    }
}
