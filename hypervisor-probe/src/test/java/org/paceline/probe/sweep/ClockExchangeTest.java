package org.paceline.probe.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClockExchangeTest {
    private static final long AHEAD_NS = 1_700_000_000_000_000_000L;

    @Test
    void aSymmetricPathGivesTheOffsetExactly() {
        ClockExchange exchange = new ClockExchange();
        exchange.add(1_000, AHEAD_NS + 1_300, AHEAD_NS + 1_500, 1_800);
        assertEquals(AHEAD_NS, exchange.estimate().offsetNs());
        assertEquals(300, exchange.estimate().uncertaintyNs());
    }

    @Test
    void theNarrowestAnswerCounts() {
        ClockExchange exchange = new ClockExchange();
        exchange.add(1_000, AHEAD_NS + 901_000, AHEAD_NS + 901_000, 901_100); // held up on its way there
        exchange.add(2_000_000, AHEAD_NS + 2_000_100, AHEAD_NS + 2_000_100, 2_000_200);
        assertEquals(AHEAD_NS, exchange.estimate().offsetNs());
        assertEquals(0, exchange.estimate().driftPpm());
    }

    @Test
    void driftIsFoundUnderJitter() {
        double driftPpm = 40;
        SplittableRandom random = new SplittableRandom(1);
        ClockExchange exchange = new ClockExchange();
        for (long atNs = 0; atNs < 30_000_000_000L; atNs += 100_000_000) {
            long there = 20_000 + random.nextLong(200_000);
            long back = 20_000 + random.nextLong(200_000);
            long arrivedNs = AHEAD_NS + atNs + there + Math.round((atNs + there) * driftPpm / 1e6);
            exchange.add(atNs, arrivedNs, arrivedNs + 1_000, atNs + there + 1_000 + back);
        }
        ClockOffset clock = exchange.estimate();
        assertEquals(driftPpm, clock.driftPpm(), 5);
        long senderNs = 15_000_000_000L;
        long receiverNs = AHEAD_NS + senderNs + Math.round(senderNs * driftPpm / 1e6);
        assertTrue(Math.abs(senderNs - clock.senderTimeOf(receiverNs)) < 50_000);
    }

    @Test
    void answersThatAQueueHeldUpMakeNoDrift() {
        ClockExchange exchange = new ClockExchange();
        exchange.add(0, AHEAD_NS + 500_000, AHEAD_NS + 500_000, 1_000_000);
        for (long atNs = 1_000_000_000L; atNs < 30_000_000_000L; atNs += 1_000_000_000) {
            long there = 10_000_000 + atNs / 1_000; // a queue that grows by a millisecond a second
            long arrivedNs = AHEAD_NS + atNs + there;
            exchange.add(atNs, arrivedNs, arrivedNs, atNs + there + 100_000);
        }
        assertEquals(0, exchange.estimate().driftPpm());
        assertEquals(AHEAD_NS, exchange.estimate().offsetNs());
    }

    @Test
    void silenceIsNoEstimate() {
        assertThrows(IllegalStateException.class, () -> new ClockExchange().estimate());
    }
}
