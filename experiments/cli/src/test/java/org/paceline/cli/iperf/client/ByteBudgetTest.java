package org.paceline.cli.iperf.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget();

    @Test
    void aBudgetIsSpentToTheLastByte() {
        budget.reset(250);

        assertEquals(100, budget.take(100));
        assertEquals(100, budget.take(100));
        assertEquals(50, budget.take(100));
        assertEquals(0, budget.take(100));
    }

    @Test
    void zeroIsNoBound() {
        budget.reset(0);

        for (int block = 0; block < 1_000; block++) {
            assertEquals(1 << 20, budget.take(1 << 20));
        }
    }
}
