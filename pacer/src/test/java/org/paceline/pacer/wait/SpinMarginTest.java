package org.paceline.pacer.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.pacer.Tolerance.assertWithin;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SpinMarginTest {
    private final SpinMargin margin = new SpinMargin();

    @Test
    void itStartsBetweenItsBounds() {
        assertEquals(SpinMargin.INITIAL_NS, margin.ns());
        assertTrue(SpinMargin.MIN_NS < SpinMargin.INITIAL_NS && SpinMargin.INITIAL_NS < SpinMargin.MAX_NS);
    }

    @Test
    void itRestsAtTheNinetyNinthPercentile() {
        Random random = new Random(7);
        long sumNs = 0;
        int late = 0;
        for (int sleep = 0; sleep < 200_000; sleep++) {
            long oversleptNs = random.nextLong(100_000);
            late += oversleptNs > margin.ns() ? 1 : 0;
            margin.onOverslept(oversleptNs);
            sumNs += sleep >= 100_000 ? margin.ns() : 0;
        }

        assertWithin(2_500, 99_000, sumNs / 100_000);
        assertEquals(0.01, late / 200_000.0, 0.005);
    }

    @Test
    void aLateWakeUpRaisesItByOneStepHoweverLate() {
        margin.onOverslept(SpinMargin.INITIAL_NS + 1);
        assertEquals(SpinMargin.INITIAL_NS + SpinMargin.RISE_NS, margin.ns());

        margin.onOverslept(SpinMargin.MAX_NS);
        assertEquals(SpinMargin.INITIAL_NS + 2 * SpinMargin.RISE_NS, margin.ns());
    }

    @Test
    void aStallThatNoMarginCoversTeachesNothing() {
        margin.onOverslept(138_000_000);

        assertEquals(SpinMargin.INITIAL_NS, margin.ns());
    }

    @Test
    void itKeepsItsBounds() {
        for (int sleep = 0; sleep < 10_000; sleep++) {
            margin.onOverslept(0);
        }
        assertEquals(SpinMargin.MIN_NS, margin.ns());

        for (int sleep = 0; sleep < 10_000; sleep++) {
            margin.onOverslept(SpinMargin.MAX_NS);
        }
        assertWithin(SpinMargin.SINK_NS, SpinMargin.MAX_NS, margin.ns());
        assertTrue(margin.ns() <= SpinMargin.MAX_NS);
    }

    @Test
    void withoutSleepItForgetsContentionAndNothingElse() {
        for (int sleep = 0; sleep < 20; sleep++) {
            margin.onOverslept(SpinMargin.MAX_NS);
        }
        for (int skipped = 0; skipped < 10_000; skipped++) {
            margin.onSleepSkipped();
        }
        assertWithin(SpinMargin.SINK_NS, SpinMargin.INITIAL_NS, margin.ns());

        margin.onOverslept(0);
        long learnedNs = margin.ns();
        margin.onSleepSkipped();
        assertEquals(learnedNs, margin.ns());
    }
}
