package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The bound of a whole stack on challenge ACKs, RFC 5961 section 10. */
class ChallengeBudgetTest {
    private static final long SECOND_NS = 1_000_000_000;

    private static int takenIn(ChallengeBudget budget, int second) {
        int taken = 0;
        while (taken < 10_000 && budget.take(second * SECOND_NS + taken)) {
            taken++;
        }
        return taken;
    }

    @Test
    void aSecondHasBetweenHalfAndThreeHalvesOfTheBound() {
        ChallengeBudget budget = new ChallengeBudget(100, 7);
        for (int second = 0; second < 1_000; second++) {
            int taken = takenIn(budget, second);
            assertTrue(taken >= 50 && taken <= 150, taken + " challenges");
        }
    }

    @Test
    void theBoundOfASecondTellsNothingToWhoeverCounts() {
        ChallengeBudget budget = new ChallengeBudget(100, 7);
        Set<Integer> seen = new HashSet<>();
        for (int second = 0; second < 1_000; second++) {
            seen.add(takenIn(budget, second));
        }
        assertTrue(seen.size() > 90, "CVE-2016-5696: a fixed count is a side channel, here " + seen.size());
    }

    @Test
    void oneConnectionsChallengesAreTakenFromTheWholeStacks() {
        ChallengeBudget budget = new ChallengeBudget(1, 7);
        int second = 0;
        while (takenIn(budget, second) > 0) {
            second++;
        }
        ChallengeLimit limit = new ChallengeLimit(0, budget);
        assertFalse(limit.challenge(second * SECOND_NS + 20_000));
        assertTrue(limit.answer(second * SECOND_NS), "answers to the peer's own segments are not counted");
    }
}
