package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SequenceNumberTest {
    private static final int BEFORE_WRAP = -10; // 2^32 - 10

    @Test
    void orderGoesOnAcrossTheWrap() {
        assertTrue(SequenceNumber.lessThan(BEFORE_WRAP, 5));
        assertTrue(SequenceNumber.lessOrEqual(BEFORE_WRAP, 5));
        assertTrue(SequenceNumber.greaterThan(5, BEFORE_WRAP));
        assertTrue(SequenceNumber.greaterOrEqual(5, BEFORE_WRAP));
        assertFalse(SequenceNumber.lessThan(5, BEFORE_WRAP));
        assertFalse(SequenceNumber.greaterThan(BEFORE_WRAP, 5));
    }

    @Test
    void theSignBitIsNoBoundary() {
        assertTrue(SequenceNumber.lessThan(Integer.MAX_VALUE, Integer.MIN_VALUE));
        assertTrue(SequenceNumber.greaterThan(Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    @Test
    void aNumberIsNeitherBelowNorAboveItself() {
        assertFalse(SequenceNumber.lessThan(7, 7));
        assertFalse(SequenceNumber.greaterThan(7, 7));
        assertTrue(SequenceNumber.lessOrEqual(7, 7));
        assertTrue(SequenceNumber.greaterOrEqual(7, 7));
    }

    @Test
    void aNumberHalfAWayRoundIsStillAbove() {
        assertTrue(SequenceNumber.lessThan(0, Integer.MAX_VALUE));
        assertFalse(SequenceNumber.lessThan(0, Integer.MIN_VALUE + 1));
    }

    @Test
    void distanceCountsAcrossTheWrap() {
        assertEquals(15, SequenceNumber.distance(BEFORE_WRAP, 5));
        assertEquals(-15, SequenceNumber.distance(5, BEFORE_WRAP));
    }

    @Test
    void betweenHasItsLowEndAndNotItsHighEnd() {
        assertTrue(SequenceNumber.between(BEFORE_WRAP, BEFORE_WRAP, 5));
        assertTrue(SequenceNumber.between(BEFORE_WRAP, 4, 5));
        assertFalse(SequenceNumber.between(BEFORE_WRAP, 5, 5));
        assertFalse(SequenceNumber.between(BEFORE_WRAP, BEFORE_WRAP - 1, 5));
    }

    @Test
    void anEmptyRangeHoldsNothing() {
        assertFalse(SequenceNumber.between(5, 5, 5));
        assertFalse(SequenceNumber.between(5, 6, 5));
    }

    @Test
    void aRangeMayExceedHalfOfAllNumbers() {
        assertTrue(SequenceNumber.between(0, -2, -1));
    }

    @Test
    void theLaterAndTheEarlierAreFoundAcrossTheWrap() {
        assertEquals(5, SequenceNumber.max(BEFORE_WRAP, 5));
        assertEquals(5, SequenceNumber.max(5, BEFORE_WRAP));
        assertEquals(BEFORE_WRAP, SequenceNumber.min(BEFORE_WRAP, 5));
        assertEquals(BEFORE_WRAP, SequenceNumber.min(5, BEFORE_WRAP));
    }
}
