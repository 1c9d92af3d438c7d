package org.paceline.cli.iperf.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.cli.iperf.measure.ThreadCost;
import org.paceline.utcp.runtime.LoopUse;

class CostMeterTest {
    @Test
    void theCostIsWhatWasUsedBetweenStartAndEnd() {
        CostMeter meter = meter(new LoopUse(1_000, 500, 100, 0, 0), new LoopUse(2_000, 1_000, 350, 0, 0));
        meter.onCounted();
        meter.onSendingEnded();

        assertEquals(new ThreadCost(0.5, 0.25, 500), meter.cost());
    }

    @Test
    void withoutAnEndItIsNotKnown() {
        CostMeter meter = meter(new LoopUse(1_000, 500, 100, 0, 0));
        meter.onCounted();
        assertEquals(ThreadCost.UNKNOWN, meter.cost());
    }

    @Test
    void aStackThatHasEndedTellsNothing() {
        CostMeter meter = new CostMeter(() -> {
            throw new IOException("the stack is closed");
        });
        meter.onCounted();
        meter.onSendingEnded();
        assertEquals(ThreadCost.UNKNOWN, meter.cost());
    }

    @Test
    void aJvmThatDoesNotTellIsNotTakenForAThreadAtRest() {
        CostMeter meter = meter(new LoopUse(1_000, -1, 100, 0, 0), new LoopUse(2_000, -1, 350, 0, 0));
        meter.onCounted();
        meter.onSendingEnded();
        assertEquals(ThreadCost.UNKNOWN, meter.cost());
    }

    private static CostMeter meter(LoopUse... uses) {
        Deque<LoopUse> told = new ArrayDeque<>(List.of(uses));
        return new CostMeter(told::removeFirst);
    }
}
