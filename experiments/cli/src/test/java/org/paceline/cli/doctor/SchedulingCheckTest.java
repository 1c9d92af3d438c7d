package org.paceline.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SchedulingCheckTest {
    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max nice priority         0                    0
            Max realtime priority     %s                    %s
            """;

    @Test
    void theCapabilityToSetPrioritiesIsEnough() {
        Finding found = SchedulingCheck.realTime("Name:\tjava\nCapEff:\t0000000000800000\n", LIMITS.formatted(0, 0));

        assertEquals(Status.OK, found.status());
    }

    @Test
    void everyOtherCapabilityIsNot() {
        Finding found = SchedulingCheck.realTime("CapEff:\tffffffffff7fffff\n", LIMITS.formatted(0, 0));

        assertEquals(Status.LIMITED, found.status());
    }

    @Test
    void aLimitOnPrioritiesAboveZeroIsEnough() {
        Finding found = SchedulingCheck.realTime("CapEff:\t0000000000000000\n", LIMITS.formatted(50, 50));

        assertEquals(Status.OK, found.status());
        assertTrue(found.fact().endsWith("rtprio 50"), found.fact());
    }

    @Test
    void aThrottledRealTimeThreadIsToldOf() {
        assertEquals(Status.LIMITED, SchedulingCheck.throttle("950000").status());
        assertEquals(Status.OK, SchedulingCheck.throttle("-1").status());
    }

    @Test
    void aClockThatTakesAPortReadIsToldOf() {
        assertEquals(Status.LIMITED, SchedulingCheck.clockSource("hpet").status());
        assertEquals(Status.OK, SchedulingCheck.clockSource("tsc").status());
    }

    @Test
    void withoutIsolatedCpusTheTailsAreExplained() {
        assertEquals(Status.LIMITED, SchedulingCheck.isolated("").status());
        assertEquals("2-3", SchedulingCheck.isolated("2-3").fact());
    }
}
