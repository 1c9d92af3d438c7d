package org.paceline.utcp.tcp.recovery;

/**
 * What the {@link RetransmissionQueue} knows of each segment: a ring of slots as arrays, one an attribute. The queue
 * knows which slots are in use; {@link SlotPool} lends them, for a connection that has sent nothing needs none. Not
 * thread-safe.
 */
final class SegmentSlots {
    /** Of an empty queue. */
    static final SegmentSlots NONE = new SegmentSlots(0);

    final int[] start;
    final int[] end;
    final long[] sentNs;
    final int[] transmissions;
    final byte[] marks;

    /** See {@link DeliveryRate}. */
    final long[] stamps;

    final SendOrder order;

    /** What the marks of all segments sum up to. */
    final Pipe pipe = new Pipe();

    /** Slots that the peer has not reported as received. */
    final SlotSet unsacked;

    /** Slots that are lost and have not been sent again. */
    final SlotSet waiting;

    /** The next one of its size that is not in use; belongs to {@link SlotPool}. */
    SegmentSlots nextFree = this;

    SegmentSlots(int slots) {
        start = new int[slots];
        end = new int[slots];
        sentNs = new long[slots];
        transmissions = new int[slots];
        marks = new byte[slots];
        stamps = new long[slots * DeliveryRate.STAMPS];
        order = new SendOrder(slots);
        unsacked = new SlotSet(slots);
        waiting = new SlotSet(slots);
    }

    int size() {
        return start.length;
    }

    /** Takes over all segments of a smaller ring, the oldest one into slot 0. */
    void takeOver(SegmentSlots smaller, int head, int segments) {
        int mask = smaller.size() - 1;
        for (int index = 0; index < segments; index++) {
            int slot = (head + index) & mask;
            start[index] = smaller.start[slot];
            end[index] = smaller.end[slot];
            copy(smaller, slot, index);
        }
        order.takeOver(smaller.order, head);
        pipe.takeOver(smaller.pipe);
    }

    void move(int from, int to) {
        start[to] = start[from];
        end[to] = end[from];
        copy(this, from, to);
        order.move(from, to);
    }

    /** When and how often a segment left, and its marks: what its pieces have in common. */
    void copy(SegmentSlots source, int from, int to) {
        sentNs[to] = source.sentNs[from];
        transmissions[to] = source.transmissions[from];
        mark(to, source.marks[from]);
        System.arraycopy(
                source.stamps, from * DeliveryRate.STAMPS, stamps, to * DeliveryRate.STAMPS, DeliveryRate.STAMPS);
    }

    void mark(int slot, byte wanted) {
        marks[slot] = wanted;
        put(unsacked, slot, !Pipe.marked(wanted, Pipe.SACKED));
        put(waiting, slot, Pipe.waiting(wanted));
    }

    private static void put(SlotSet set, int slot, boolean member) {
        if (member) {
            set.add(slot);
        } else {
            set.remove(slot);
        }
    }

    /** The segment in this slot is in the queue no longer. */
    void free(int slot) {
        order.remove(slot);
        unsacked.remove(slot);
        waiting.remove(slot);
    }

    /** Frees all slots. */
    void clear() {
        order.clear();
        pipe.clear();
        unsacked.clear();
        waiting.clear();
    }
}
