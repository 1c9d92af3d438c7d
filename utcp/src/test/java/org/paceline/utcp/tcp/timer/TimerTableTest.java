package org.paceline.utcp.tcp.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TimerTableTest {
    private final TimerTable timers = new TimerTable();

    @Test
    void theEarliestDeadlineIsNext() {
        assertEquals(TimerTable.NEVER_NS, timers.nextNs());
        timers.set(TimerPurpose.TIME_WAIT, 30);
        timers.set(TimerPurpose.RETRANSMISSION, 10);
        timers.set(TimerPurpose.DELAYED_ACK, 20);
        assertEquals(10, timers.nextNs());
        timers.stop(TimerPurpose.RETRANSMISSION);
        assertEquals(20, timers.nextNs());
        timers.stopAll();
        assertEquals(TimerTable.NEVER_NS, timers.nextNs());
    }

    @Test
    void aTimerExpiresOnceAndNotBeforeItsTime() {
        timers.set(TimerPurpose.PERSIST, 10);
        assertFalse(timers.expire(TimerPurpose.PERSIST, 9));
        assertTrue(timers.armed(TimerPurpose.PERSIST));
        assertTrue(timers.expire(TimerPurpose.PERSIST, 10));
        assertFalse(timers.expire(TimerPurpose.PERSIST, 11));
    }

    @Test
    void settingAgainMovesTheDeadline() {
        timers.set(TimerPurpose.RETRANSMISSION, 10);
        timers.set(TimerPurpose.RETRANSMISSION, 50);
        assertEquals(50, timers.deadlineNs(TimerPurpose.RETRANSMISSION));
        assertFalse(timers.expire(TimerPurpose.RETRANSMISSION, 20));
    }
}
