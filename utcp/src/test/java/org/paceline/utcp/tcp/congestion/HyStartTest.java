package org.paceline.utcp.tcp.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** RFC 9406 on rounds of ten segments of 1,000 bytes; a sample an ACK. */
class HyStartTest {
    private static final int SEGMENT_BYTES = 1_000;
    private static final int ROUND_SEGMENTS = 10;
    private static final long MS = 1_000_000;

    private final Cubic cubic = new Cubic(new CongestionParameters(SEGMENT_BYTES, 10_000, true, 0, false, true, 0));
    private long unaPosition;

    /** A round of ACKs, each with this round trip. */
    private void round(long rttNs) {
        round(rttNs, ROUND_SEGMENTS);
    }

    private void round(long rttNs, int samples) {
        long roundEnd = unaPosition + (long) ROUND_SEGMENTS * SEGMENT_BYTES;
        for (int segment = 0; segment < ROUND_SEGMENTS; segment++) {
            unaPosition += SEGMENT_BYTES;
            AckSample sample = Acks.at(0, SEGMENT_BYTES, segment < samples ? rttNs : -1);
            sample.unaPosition = unaPosition;
            sample.nxtPosition = roundEnd + (long) (segment + 1) * SEGMENT_BYTES;
            cubic.onAck(sample);
        }
        unaPosition = roundEnd;
    }

    private long growthOfRound(long rttNs) {
        long beforeBytes = cubic.windowBytes();
        round(rttNs);
        return cubic.windowBytes() - beforeBytes;
    }

    /** windowEnd begins at 0, so that the first ACK begins the first whole round. */
    private void firstRounds() {
        unaPosition = 0;
        round(40 * MS);
        round(40 * MS);
    }

    @Test
    void aSteadyRoundTripKeepsSlowStart() {
        firstRounds();
        for (int round = 0; round < 50; round++) {
            assertEquals(10_000, growthOfRound(40 * MS));
        }
        assertTrue(cubic.slowStart());
    }

    @Test
    void anEighthMoreBeginsConservativeSlowStart() {
        firstRounds();
        round(45 * MS); // the round in which the eighth sample shows it
        assertEquals(2_500, growthOfRound(45 * MS), "a quarter of what was acknowledged");
        assertTrue(cubic.slowStart());
    }

    @Test
    void lessThanAnEighthIsNoise() {
        firstRounds();
        round(45 * MS - 1);
        assertEquals(10_000, growthOfRound(45 * MS - 1));
    }

    @Test
    void theThresholdIsAtLeastFourMilliseconds() {
        unaPosition = 0;
        round(MS);
        round(MS);
        round(5 * MS - 1);
        assertEquals(10_000, growthOfRound(5 * MS - 1));
        round(5 * MS - 1 + 4 * MS);
        assertEquals(2_500, growthOfRound(9 * MS));
    }

    @Test
    void theThresholdIsAtMostSixteenMilliseconds() {
        unaPosition = 0;
        round(400 * MS);
        round(400 * MS);
        round(416 * MS);
        assertEquals(2_500, growthOfRound(416 * MS));
    }

    @Test
    void sevenSamplesAreTooFew() {
        firstRounds();
        round(80 * MS, HyStart.N_RTT_SAMPLE - 1);
        assertEquals(10_000, growthOfRound(80 * MS));
    }

    @Test
    void slowStartEndsAfterFiveConservativeRounds() {
        firstRounds();
        round(50 * MS); // CSS begins in it, and it counts
        for (int round = 2; round <= HyStart.CSS_ROUNDS; round++) {
            assertTrue(cubic.slowStart(), "in round " + round);
            round(50 * MS);
        }
        round(50 * MS);
        assertFalse(cubic.slowStart());
        assertEquals(0, cubic.kSeconds());
        assertTrue(cubic.windowBytes() - cubic.slowStartThresholdBytes() < 1_000);
    }

    @Test
    void slowStartGoesOnWhenTheRoundTripComesDownAgain() {
        firstRounds();
        round(50 * MS);
        round(50 * MS);
        round(49 * MS); // below the baseline
        assertEquals(10_000, growthOfRound(49 * MS));
    }

    @Test
    void aLossEndsIt() {
        firstRounds();
        cubic.onTimeout(0, 40_000, true);
        round(40 * MS);
        round(80 * MS);
        round(80 * MS);
        assertEquals(28_000, cubic.slowStartThresholdBytes());
        assertFalse(cubic.slowStart(), "slow start went on whole up to the threshold");
    }

    @Test
    void renoMayUseItAsWell() {
        NewReno reno = new NewReno(new CongestionParameters(SEGMENT_BYTES, 10_000, true, 0, false, true, 0));
        long[] rtts = {40, 40, 50, 50, 50, 50, 50, 50, 50};
        long una = 0;
        for (long rttMs : rtts) {
            long roundEnd = una + 10_000;
            for (int segment = 1; segment <= ROUND_SEGMENTS; segment++) {
                AckSample sample = Acks.at(0, SEGMENT_BYTES, rttMs * MS);
                sample.unaPosition = una + (long) segment * SEGMENT_BYTES;
                sample.nxtPosition = roundEnd + (long) segment * SEGMENT_BYTES;
                reno.onAck(sample);
            }
            una = roundEnd;
        }
        assertFalse(reno.slowStart());
    }
}
