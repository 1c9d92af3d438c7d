package org.paceline.utcp.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.nic.TxStamps;

class PendingStampsTest {
    private final Numbered device = new Numbered();
    private final List<String> told = new ArrayList<>();
    private final PendingStamps pending = new PendingStamps(device, new DepartureListener() {
        @Override
        public void departed(int localPort, long plannedNs, long releasedNs, long gapNs, int frameBytes) {
            throw new AssertionError("that is for the loop to tell");
        }

        @Override
        public void stamped(int localPort, long plannedNs, long releasedNs, long stampNs) {
            told.add(localPort + " " + plannedNs + " " + releasedNs + " " + stampNs);
        }
    });

    @Test
    void aStampFindsItsDepartureHoweverLateItComes() {
        device.sent = 0;
        pending.departed(40_000, 10, 11);
        device.sent = 1;
        pending.departed(40_001, 20, 21);
        pending.collect();
        assertEquals(List.of(), told);

        device.arrives(1, 25);
        device.arrives(0, 15);
        pending.collect();
        assertEquals(List.of("40001 20 21 25", "40000 10 11 15"), told);
    }

    @Test
    void aStampOfAFrameWithoutDataIsPassedOver() {
        device.sent = 1;
        pending.departed(40_000, 10, 11);
        device.arrives(0, 5);
        device.arrives(1, 15);
        pending.collect();

        assertEquals(List.of("40000 10 11 15"), told);
    }

    @Test
    void aStampThatComesAfterItsPlaceWasTakenIsNotGivenToAnother() {
        device.sent = 0;
        pending.departed(40_000, 10, 11);
        device.sent = PendingStamps.CAPACITY;
        pending.departed(40_000, 90, 91);
        device.arrives(0, 15);
        pending.collect();

        assertEquals(List.of(), told);
    }

    private static final class Numbered implements TxStamps {
        private final Deque<long[]> waiting = new ArrayDeque<>();
        private long sent;
        private long[] taken = {-1, 0};

        void arrives(long number, long stampNs) {
            waiting.add(new long[] {number, stampNs});
        }

        @Override
        public boolean offered() {
            return true;
        }

        @Override
        public long sentNumber() {
            return sent;
        }

        @Override
        public boolean next() {
            if (waiting.isEmpty()) {
                return false;
            }
            taken = waiting.remove();
            return true;
        }

        @Override
        public long number() {
            return taken[0];
        }

        @Override
        public long stampNs() {
            return taken[1];
        }
    }
}
