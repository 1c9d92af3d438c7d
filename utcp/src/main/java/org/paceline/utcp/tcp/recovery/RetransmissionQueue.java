package org.paceline.utcp.tcp.recovery;

import org.paceline.nic.wire.SequenceNumber;

/**
 * Segments that were sent and not cumulatively acknowledged, oldest first, each with its marks (RFC 9293 3.8.1; the
 * marks and the pipe are those of RFC 6675).
 *
 * <p>Segments are contiguous: each begins where the one before ends. They are addressed by index, 0 being the oldest.
 * There may be {@link #MAX_SEGMENTS}; a full queue takes no new segment and so holds back the sender. Not thread-safe.
 */
public final class RetransmissionQueue {
    /** 65,536 full segments are 95 MB in flight: 10 Gb/s at 76 ms. Beyond, a larger MSS is the remedy. */
    public static final int MAX_SEGMENTS = 65_536;

    private final SlotPool pool;
    private SegmentSlots slots = SegmentSlots.NONE;
    private final DeliveryRate delivery;
    private int head;
    private int segments;

    private long losses;

    /** Segments that a search has looked at, ever: what shows that no event costs a walk through the queue. */
    private long visits;

    /** A queue with slots of its own. */
    RetransmissionQueue() {
        this(new SlotPool(), new RateSample());
    }

    /** Takes slots from the pool while it holds segments, and fills the sample with each acknowledgment. */
    public RetransmissionQueue(SlotPool pool, RateSample sample) {
        this.pool = pool;
        delivery = new DeliveryRate(sample);
    }

    public boolean full() {
        return segments >= MAX_SEGMENTS; // cut into pieces, they may be more
    }

    public boolean empty() {
        return segments == 0;
    }

    public int segments() {
        return segments;
    }

    /** A segment leaves for the first time; it follows the last one in sequence. */
    public void append(int startSeq, int endSeq, long nowNs) {
        if (segments == slots.size()) {
            grow();
        }
        int slot = slot(segments);
        delivery.onSent(slot, nowNs, pipeBytes() == 0);
        slots.start[slot] = startSeq;
        slots.end[slot] = endSeq;
        slots.sentNs[slot] = nowNs;
        slots.transmissions[slot] = 1;
        slots.mark(slot, (byte) 0);
        slots.order.onSent(slot);
        segments++;
        slots.pipe.add(slots.marks[slot], bytes(slot));
    }

    /** The youngest segment was the last of what had been written; it carries PSH, and will when it leaves again. */
    public void markPushed() {
        slots.marks[slot(segments - 1)] |= Pipe.PUSHED;
    }

    public boolean pushed(int index) {
        return marked(index, Pipe.PUSHED);
    }

    /** The segment at {@code index} leaves again. */
    public void onRetransmitted(int index, long nowNs) {
        int slot = slot(index);
        delivery.onSent(slot, nowNs, pipeBytes() == 0);
        slots.sentNs[slot] = nowNs;
        slots.transmissions[slot]++;
        slots.order.onSent(slot);
        mark(slot, (byte) (slots.marks[slot] | Pipe.RETRANSMISSION_IN_FLIGHT));
    }

    public void markSacked(int index) {
        int slot = slot(index);
        delivery.onDelivered(slot, bytes(slot), slots.sentNs[slot], slots.transmissions[slot] == 1);
        mark(slot, Pipe.SACKED);
        slots.order.remove(slot);
    }

    /** The segment is held to be lost, and a retransmission of it as well if there was one. */
    public void markLost(int index) {
        int slot = slot(index);
        delivery.onLost(bytes(slot));
        losses++;
        mark(slot, Pipe.LOST);
        slots.order.remove(slot);
    }

    /** RFC 2018 section 8: the receiver has thrown away what it had reported, so that it is lost. */
    public void forgetSacked() {
        for (int index = 0; index < segments; index++) {
            if (sacked(index)) {
                markLost(index);
            }
        }
    }

    /**
     * The evidence against what is lost was none: it is in flight after all, and as good as just sent in the order of
     * departures, so that RACK asks for new evidence.
     */
    void unmarkLost() {
        for (int index = 0; index < segments && slots.pipe.lostSegments() > 0; index++) {
            if (lost(index)) {
                int slot = slot(index);
                mark(slot, (byte) (slots.marks[slot] & ~Pipe.LOST));
                if (!slots.order.contains(slot)) {
                    slots.order.onSent(slot);
                }
            }
        }
    }

    /** Removes the oldest segment. */
    public void remove() {
        int slot = slot(0);
        if (!sacked(0)) {
            delivery.onDelivered(slot, bytes(slot), slots.sentNs[slot], slots.transmissions[slot] == 1);
        }
        head = (head + 1) & (slots.size() - 1);
        free(slot);
    }

    /** Removes the youngest segment, as if it had never been sent. */
    public void removeYoungest() {
        free(slot(segments - 1));
    }

    private void free(int slot) {
        slots.pipe.remove(slots.marks[slot], bytes(slot));
        slots.free(slot);
        segments--;
        if (segments == 0) {
            pool.giveBack(slots);
            use(SegmentSlots.NONE);
        }
    }

    private void use(SegmentSlots others) {
        slots = others;
        delivery.use(others.stamps);
        head = 0;
    }

    /** The oldest segment was acknowledged up to {@code seq} only, inside of it. */
    public void trim(int seq) {
        int slot = slot(0);
        if (!sacked(0)) {
            delivery.onDelivered(
                    slot,
                    SequenceNumber.distance(slots.start[slot], seq),
                    slots.sentNs[slot],
                    slots.transmissions[slot] == 1);
        }
        slots.pipe.remove(slots.marks[slot], bytes(slot));
        slots.start[slot] = seq;
        slots.pipe.add(slots.marks[slot], bytes(slot));
    }

    /**
     * The path takes smaller segments from now on: those that are larger and have not been reported are lost, and will
     * leave again in pieces.
     */
    void cut(int largestBytes) {
        int added = 0;
        for (int index = 0; index < segments; index++) {
            if (pieces(index, largestBytes) > 1) {
                markLost(index);
                added += pieces(index, largestBytes) - 1;
            }
        }
        while (segments + added > slots.size()) {
            grow();
        }
        int target = segments + added;
        // from the youngest on, each to its new place, until nothing before has to move
        for (int index = segments - 1; target > index + 1; index--) {
            int pieces = pieces(index, largestBytes);
            target -= pieces;
            if (pieces == 1) {
                slots.move(slot(index), slot(target));
            } else {
                cut(slot(index), target, pieces, largestBytes);
            }
        }
        segments += added;
    }

    private int pieces(int index, int largestBytes) {
        return sacked(index) ? 1 : (bytes(slot(index)) + largestBytes - 1) / largestBytes;
    }

    /** Puts the pieces of a segment that is lost to the indices from {@code first} on, the last one first. */
    private void cut(int whole, int first, int pieces, int largestBytes) {
        int startSeq = slots.start[whole];
        int pieceEnd = slots.end[whole];
        slots.pipe.remove(slots.marks[whole], bytes(whole));
        for (int piece = pieces - 1; piece >= 0; piece--) {
            int slot = slot(first + piece);
            slots.copy(slots, whole, slot);
            slots.start[slot] = startSeq + piece * largestBytes;
            slots.end[slot] = pieceEnd;
            if (piece < pieces - 1) {
                slots.marks[slot] &= (byte) ~Pipe.PUSHED; // PSH goes with the last octets of what was pushed
            }
            pieceEnd = slots.start[slot];
            slots.pipe.add(slots.marks[slot], bytes(slot));
        }
    }

    /** When the segment left is not known: as with one that was sent again, its ACK gives no sample (Karn). */
    public void markUntimed(int index) {
        slots.transmissions[slot(index)]++;
    }

    /** What the segments' acknowledgments tell of the path's rate. */
    public DeliveryRate delivery() {
        return delivery;
    }

    public int startSeq(int index) {
        return slots.start[slot(index)];
    }

    public int endSeq(int index) {
        return slots.end[slot(index)];
    }

    /** When the segment left last. */
    public long sentNs(int index) {
        return slots.sentNs[slot(index)];
    }

    /** How often a segment was marked as lost, ever. */
    long losses() {
        return losses;
    }

    public int transmissions(int index) {
        return slots.transmissions[slot(index)];
    }

    public boolean sacked(int index) {
        return marked(index, Pipe.SACKED);
    }

    public boolean lost(int index) {
        return marked(index, Pipe.LOST);
    }

    /** Whether a retransmission of the segment is held to be on its way. */
    public boolean retransmissionInFlight(int index) {
        return marked(index, Pipe.RETRANSMISSION_IN_FLIGHT);
    }

    /** Whether the segment is lost and has not been sent again. */
    public boolean waiting(int index) {
        return Pipe.waiting(slots.marks[slot(index)]);
    }

    /** pipe of RFC 6675 section 4: bytes held to be in the network, retransmissions counted beside originals. */
    public long pipeBytes() {
        return slots.pipe.bytes();
    }

    public long outstandingBytes() {
        return slots.pipe.outstandingBytes();
    }

    public long sackedBytes() {
        return slots.pipe.sackedBytes();
    }

    public long lostBytes() {
        return slots.pipe.lostBytes();
    }

    public long retransmittedBytes() {
        return slots.pipe.retransmittedBytes();
    }

    /** Bytes that are lost and have not been sent again. */
    public long lostAndWaitingBytes() {
        return slots.pipe.lostAndWaitingBytes();
    }

    /** sacked_out of Linux. */
    public int sackedSegments() {
        return slots.pipe.sackedSegments();
    }

    /** lost_out of Linux. */
    public int lostSegments() {
        return slots.pipe.lostSegments();
    }

    /** retrans_out of Linux. */
    public int retransmittedSegments() {
        return slots.pipe.retransmittedSegments();
    }

    /** The first segment in sequence that is lost and has not been sent again, -1 for none. */
    public int firstWaiting() {
        return segments == 0 ? -1 : next(slots.waiting, 0);
    }

    /** The first segment at {@code from} or beyond that the peer has not reported, -1 for none. */
    public int nextUnsacked(int from) {
        return from >= segments ? -1 : next(slots.unsacked, from);
    }

    /** The segment in flight that left before all others, -1 when everything is sacked or waits to leave again. */
    int oldestInFlight() {
        return index(slots.order.oldest());
    }

    /** The segment in flight that left next after that at {@code index}, -1 for none. */
    int leftAfter(int index) {
        return index(slots.order.after(slot(index)));
    }

    /** Keeps the place of this segment in the order of departure, also when it is removed. */
    void place(int index) {
        slots.order.place(slot(index));
    }

    /** The youngest segment in flight that left no later than the one that was placed last, -1 for none. */
    int youngestBeforePlace() {
        return index(slots.order.placed());
    }

    /** The first segment that ends beyond {@code seq}; {@link #segments()} when there is none. */
    public int indexBeyond(int seq) {
        int low = 0;
        int high = segments;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (SequenceNumber.greaterThan(endSeq(middle), seq)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int slot(int index) {
        return (head + index) & (slots.size() - 1);
    }

    private int index(int slot) {
        visits++;
        return slot == SendOrder.NONE ? -1 : (slot - head) & (slots.size() - 1);
    }

    private int next(SlotSet set, int from) {
        int found = set.next(slot(from));
        if (found < 0) {
            found = set.next(0); // round the ring
        }
        int index = found < 0 ? -1 : index(found);
        return index < from ? -1 : index;
    }

    private int bytes(int slot) {
        return SequenceNumber.distance(slots.start[slot], slots.end[slot]);
    }

    private boolean marked(int index, byte mark) {
        return Pipe.marked(slots.marks[slot(index)], mark);
    }

    private void mark(int slot, byte wanted) {
        slots.pipe.remove(slots.marks[slot], bytes(slot));
        slots.mark(slot, (byte) (wanted | (slots.marks[slot] & Pipe.PUSHED)));
        slots.pipe.add(wanted, bytes(slot));
    }

    long visits() {
        return visits;
    }

    private void grow() {
        use(pool.larger(slots, head, segments));
    }
}
