package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private final MemoryBudget budget = new MemoryBudget(400, 700, 1_000);

    @Test
    void theHighMarkIsNeverExceeded() {
        assertTrue(budget.reserve(1_000));
        assertFalse(budget.reserve(1));
        assertEquals(1_000, budget.heldBytes());
        assertEquals(1, budget.refusals());
    }

    @Test
    void pressureBeginsAboveItsMarkAndLastsTillTheLowOne() {
        budget.reserve(700);
        assertFalse(budget.underPressure());
        budget.reserve(1);
        assertTrue(budget.underPressure());
        budget.release(300);
        assertTrue(budget.underPressure(), "401 bytes are above the low mark");
        budget.release(1);
        assertFalse(budget.underPressure());
    }

    @Test
    void aRefusalIsPressureHoweverLittleIsHeld() {
        assertFalse(budget.reserve(1_001));
        assertTrue(budget.underPressure());
        assertEquals(0, budget.heldBytes());
    }

    @Test
    void thePeakOutlivesTheRelease() {
        budget.reserve(600);
        budget.release(600);
        assertEquals(600, budget.peakBytes());
    }

    @Test
    void givingBackMoreThanWasTakenIsAMistake() {
        budget.reserve(5);
        assertThrows(IllegalStateException.class, () -> budget.release(6));
    }

    @Test
    void anUnlimitedBudgetRefusesNothing() {
        MemoryBudget unlimited = MemoryBudget.unlimited();
        assertTrue(unlimited.reserve(1L << 60));
        assertFalse(unlimited.underPressure());
    }

    @Test
    void marksAscend() {
        assertThrows(IllegalArgumentException.class, () -> new MemoryBudget(2, 1, 3));
    }
}
