package org.paceline.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class XenVariantTest {
    @Test
    void eachVariantSetsWeightAndRateLimitAnew() {
        assertEquals(
                "xl sched-credit2 -d 0 -w 256 && xl sched-credit2 -s -r 1000 && echo scheduled",
                XenVariant.BUSY.scheduling(XenScheduler.CREDIT2));
        assertEquals(
                "xl sched-credit -d 0 -w 2048 && xl sched-credit -s -r 100 && echo scheduled",
                XenVariant.BUSY_BOTH.scheduling(XenScheduler.CREDIT));
    }
}
