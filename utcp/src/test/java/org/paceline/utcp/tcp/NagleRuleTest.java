package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NagleRuleTest {
    @ParameterizedTest
    @EnumSource
    void nothingUnacknowledgedHoldsNothing(NagleRule rule) {
        assertTrue(new Nagle(rule).lets(true, 1, 100));
    }

    @Test
    void theRfcHoldsTheEndOfAWriteBehindItsFirstSegments() {
        Nagle nagle = new Nagle(NagleRule.ANYTHING_UNACKNOWLEDGED);
        nagle.lets(true, 1, 2_500);

        assertFalse(nagle.lets(false, 1, 2_500));
    }

    @Test
    void linuxHoldsItBehindAShortSegmentOnly() {
        Nagle nagle = new Nagle(NagleRule.SHORT_SEGMENT_UNACKNOWLEDGED);
        nagle.onSent(2_001, false);
        assertTrue(nagle.lets(false, 1, 2_500));

        nagle.onSent(2_501, true);
        assertFalse(nagle.lets(false, 1, 2_800));
        assertTrue(nagle.lets(false, 2_501, 2_800));
    }

    @Test
    void freeBsdHoldsItBehindAnEarlierWrite() {
        Nagle nagle = new Nagle(NagleRule.EARLIER_WRITE_UNACKNOWLEDGED);
        nagle.lets(true, 1, 2_500);
        assertTrue(nagle.lets(false, 1, 2_500));

        assertFalse(nagle.lets(false, 1, 2_600));
        assertFalse(nagle.lets(false, 1_001, 2_500));
    }
}
