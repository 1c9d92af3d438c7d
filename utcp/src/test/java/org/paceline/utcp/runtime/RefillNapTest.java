package org.paceline.utcp.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A writer sleeps as long as the last refill took, and is woken where that says nothing. */
class RefillNapTest {
    private static final long MS = 1_000_000;
    private static final int WANTED_BYTES = 1 << 20;

    private final RefillNap refill = new RefillNap();

    @Test
    void isWokenWhileNothingIsKnown() {
        assertEquals(0, refill.napNs(0));
    }

    @Test
    void sleepsAsLongAsTheLastRefillTook() {
        refill.onRoom(8 * MS, WANTED_BYTES, WANTED_BYTES);
        assertEquals(8 * MS, refill.napNs(0));
    }

    @Test
    void sleepsShorterWhenMoreRoomThanWantedHasCome() {
        refill.onRoom(8 * MS, 2 * WANTED_BYTES, WANTED_BYTES);
        assertEquals(4 * MS, refill.napNs(0));
    }

    @Test
    void looksAgainSoonWhenItCameTooEarly() {
        refill.onRoom(8 * MS, WANTED_BYTES, WANTED_BYTES);
        assertEquals(1 * MS, refill.napNs(8 * MS));
    }

    @Test
    void isWokenWhenItHasComeForNothingTooLong() {
        refill.onRoom(8 * MS, WANTED_BYTES, WANTED_BYTES);
        assertEquals(1 * MS, refill.napNs(16 * MS));
        assertEquals(0, refill.napNs(17 * MS));
    }

    @Test
    void isWokenWhereRoomComesSeldom() {
        refill.onRoom(RefillNap.LONGEST_NS + 1, WANTED_BYTES, WANTED_BYTES);
        assertEquals(0, refill.napNs(0));
    }

    @Test
    void forgetsWhatItExpectedWhenTheWaitEndedWithoutRoom() {
        refill.onRoom(8 * MS, WANTED_BYTES, WANTED_BYTES);
        refill.onRoom(MS, 0, WANTED_BYTES);
        assertEquals(0, refill.napNs(0));
    }

    @Test
    void neverSpins() {
        refill.onRoom(1, WANTED_BYTES, WANTED_BYTES);
        assertEquals(50_000, refill.napNs(0));
    }
}
