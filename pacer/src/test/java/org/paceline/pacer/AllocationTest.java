package org.paceline.pacer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.control.CongestionPhase;
import org.paceline.pacer.control.DepartureSchedule;
import org.paceline.pacer.control.LatePolicy;
import org.paceline.pacer.control.PacedFlow;
import org.paceline.pacer.control.PacingPreset;
import org.paceline.pacer.measure.GapError;
import org.paceline.pacer.measure.GapHistogram;
import org.paceline.pacer.measure.PacingError;
import org.paceline.pacer.measure.StampDelay;
import org.paceline.pacer.wait.ParkThenSpin;
import org.paceline.pacer.wait.TickingClock;
import org.paceline.pacer.wait.VirtualSource;

/** One departure from decision to measurement allocates nothing. */
class AllocationTest {
    private static final int DEPARTURES = 200_000;

    /** For the JVM's own doings on this thread; a single object a departure would be 16 times as much. */
    private static final long SPARE_BYTES = DEPARTURES;

    private final ManualClock clock = new ManualClock();
    private final VirtualSource source = new VirtualSource(clock).oversleeping(30_000);
    private final ParkThenSpin waiter = new ParkThenSpin(new TickingClock(clock, 2_500));
    private final DepartureSchedule schedule = new DepartureSchedule(LatePolicy.HALF_CREDIT);
    private final PacingError error = new PacingError();
    private final GapError gapError = new GapError();
    private final StampDelay stamps = new StampDelay();
    private final GapHistogram gaps = new GapHistogram();
    private final PacedFlow flow = new SteadyFlow(14_600, 1_460, 2_400_000, CongestionPhase.AVOIDANCE);

    private record SteadyFlow(
            long congestionWindowBytes, int segmentBytes, long smoothedRttNs, CongestionPhase congestionPhase)
            implements PacedFlow {
        @Override
        public long flightBytes() {
            return congestionWindowBytes;
        }

        @Override
        public long minimumRttNs() {
            return smoothedRttNs;
        }

        @Override
        public long latestRttNs() {
            return smoothedRttNs;
        }

        @Override
        public boolean inInitialWindow() {
            return false;
        }

        @Override
        public long departureIndex() {
            return 0;
        }

        @Override
        public long key() {
            return 0;
        }
    }

    @Test
    void aDepartureAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        depart(1_000);

        long beforeBytes = threads.getThreadAllocatedBytes(thread);
        depart(DEPARTURES);
        long allocatedBytes = threads.getThreadAllocatedBytes(thread) - beforeBytes;

        assertTrue(allocatedBytes < SPARE_BYTES, allocatedBytes + " bytes for " + DEPARTURES + " departures");
    }

    private void depart(int departures) {
        for (int departure = 0; departure < departures; departure++) {
            schedule.onFrameReady(schedule.earliestDepartureNs());
            long plannedNs = schedule.earliestDepartureNs();
            long releasedNs = waiter.waitUntil(plannedNs, source);
            long intervalNs = PacingPreset.HALF_RTT.policy().intervalNs(flow, 1_460);
            schedule.onSent(releasedNs, intervalNs);
            error.onDeparture(plannedNs, releasedNs, intervalNs);
            error.onLateness(1, 1);
            gapError.onDeparture(plannedNs, releasedNs, intervalNs);
            stamps.onStamp(plannedNs, releasedNs, releasedNs + 900);
            gaps.onDeparture(releasedNs);
        }
    }
}
