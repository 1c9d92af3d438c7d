package org.paceline.pacer.control;

import org.jspecify.annotations.Nullable;

/**
 * Thousands of flows by the time of their next turn: a hierarchical timing wheel (Varghese and Lauck 1987) whose
 * occupied slots are found by bitmap, as in Eiffel (NSDI 2019).
 *
 * <p>Level 0 has 64 slots of 1,024 ns, each level above 64 slots of 64 times the span, and nine levels reach the end of
 * a long: there is no horizon, and nothing overflows. Planning, removing and taking cost the same for ten flows and for
 * ten thousand; a flow moves down a level at most eight times before it is due. Within a slot flows stand by their
 * deadlines, and those due at the same time in the order in which they asked. Only behind {@link #SORT_STEPS} later
 * ones of its slot a flow may have to wait for its slot's first, less than 1,024 ns. Times are nanoseconds, not
 * negative. Not thread-safe.
 */
public final class DepartureWheel<F> {
    /** A moment that does not come. */
    public static final long NEVER_NS = Long.MAX_VALUE;

    /** A slot of level 0 is 2^10 ns, about the microsecond that Carousel found worth telling apart. */
    private static final int SLOT_NS_BITS = 10;

    private static final int LEVEL_BITS = 6;
    private static final int SLOTS = 1 << LEVEL_BITS;

    /** Together with the bits of a slot these make the 63 of a time. */
    private static final int LEVELS = 9;

    /** How far a flow looks back in its slot for those that are due later, so that one call stays bounded. */
    static final int SORT_STEPS = 16;

    /** So many flows of one slot are looked through for the first of them; with more the slot's begin has to do. */
    private static final int LOOK_STEPS = 32;

    private final Slots<F> slots = new Slots<>(LEVELS * SLOTS);

    /** Bit s of level l: slot s holds somebody. Bit l of the other: level l does. */
    private final long[] occupied = new long[LEVELS];

    private int occupiedLevels;

    /** Every flow in the wheel is in or behind the slot of this tick; those that are late stand in it. */
    private long tick;

    private int size;

    /**
     * The flow wants its turn at {@code deadlineNs}, behind all that asked for the same time; where it stood before is
     * forgotten. {@link #NEVER_NS} takes it out.
     *
     * @param nowNs time of the call, which may be a little before that of the last one
     */
    public void schedule(long nowNs, Turn<F> turn, long deadlineNs) {
        remove(turn);
        if (deadlineNs == NEVER_NS) {
            return;
        }
        advance(nowNs);
        turn.deadlineNs = Math.max(0, deadlineNs);
        place(turn);
        size++;
    }

    /** The flow wants no turn; does nothing when it stands nowhere. */
    public void remove(Turn<F> turn) {
        if (turn.slot == Turn.NOWHERE) {
            return;
        }
        unlink(turn);
        turn.deadlineNs = NEVER_NS;
        size--;
    }

    /** Whose turn has come; null when nobody's has. */
    public @Nullable Turn<F> due(long nowNs) {
        advance(nowNs);
        if ((occupiedLevels & 1) == 0) {
            return null;
        }
        Turn<F> first = slots.first(firstSlot(0));
        return first.deadlineNs <= nowNs ? first : null;
    }

    /**
     * When to look again: the first deadline, or a moment before it where many wait far ahead; {@link #NEVER_NS} when
     * nobody waits.
     */
    public long nextNs(long nowNs) {
        advance(nowNs);
        if (occupiedLevels == 0) {
            return NEVER_NS;
        }
        int level = Integer.numberOfTrailingZeros(occupiedLevels);
        int slot = firstSlot(level);
        return level == 0 ? slots.first(slot).deadlineNs : Math.max(nowNs, slots.earliestNs(slot, LOOK_STEPS));
    }

    public int size() {
        return size;
    }

    /** Moves the tick up to now, or to the first slot of level 0 that holds somebody; what it passes moves down. */
    private void advance(long nowNs) {
        long nowTick = Math.max(0, nowNs) >> SLOT_NS_BITS;
        while (tick < nowTick) {
            if (occupiedLevels == 0) {
                tick = nowTick;
                return;
            }
            int level = Integer.numberOfTrailingZeros(occupiedLevels);
            int slot = firstSlot(level);
            long beginTick = beginTick(level, slot);
            if (beginTick > nowTick) {
                tick = nowTick;
                return;
            }
            tick = beginTick;
            if (level == 0) {
                return;
            }
            moveDown(slot);
        }
    }

    private void moveDown(int slot) {
        while (!slots.empty(slot)) {
            Turn<F> turn = slots.first(slot);
            unlink(turn);
            place(turn);
        }
    }

    /** The level is that of the highest digit in which deadline and tick differ, so lower levels are always sooner. */
    private void place(Turn<F> turn) {
        long dueTick = Math.max(tick, turn.deadlineNs >> SLOT_NS_BITS);
        int differingBits = Long.SIZE - Long.numberOfLeadingZeros((dueTick ^ tick) | 1);
        int level = (differingBits - 1) / LEVEL_BITS;
        int digit = (int) (dueTick >>> (level * LEVEL_BITS)) & (SLOTS - 1);
        occupied[level] |= 1L << digit;
        occupiedLevels |= 1 << level;
        slots.insert(level * SLOTS + digit, turn, level == 0 ? SORT_STEPS : 0);
    }

    private void unlink(Turn<F> turn) {
        int slot = turn.slot;
        slots.unlink(turn);
        if (slots.empty(slot)) {
            int level = slot / SLOTS;
            occupied[level] &= ~(1L << slot);
            if (occupied[level] == 0) {
                occupiedLevels &= ~(1 << level);
            }
        }
    }

    /** No slot of a level lies behind the tick's digit in it, so the lowest bit is the soonest. */
    private int firstSlot(int level) {
        return level * SLOTS + Long.numberOfTrailingZeros(occupied[level]);
    }

    private long beginTick(int level, int slot) {
        int shift = level * LEVEL_BITS;
        long above = tick >>> shift >>> LEVEL_BITS << LEVEL_BITS << shift;
        return above | (long) (slot & (SLOTS - 1)) << shift;
    }
}
