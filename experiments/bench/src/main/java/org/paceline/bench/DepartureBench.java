package org.paceline.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.paceline.pacer.control.CongestionPhase;
import org.paceline.pacer.control.DepartureSchedule;
import org.paceline.pacer.control.LatePolicy;
import org.paceline.pacer.control.PacedFlow;
import org.paceline.pacer.control.PacingPolicy;
import org.paceline.pacer.control.PacingPreset;

/** What pacing adds to a segment: the policy's interval, the schedule's answer and its update. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DepartureBench {
    private static final int SEGMENT_BYTES = 1448;

    private final DepartureSchedule schedule = new DepartureSchedule(LatePolicy.HALF_CREDIT);
    private final PacingPolicy policy = PacingPreset.HALF_RTT.policy();
    private final GrowingFlow flow = new GrowingFlow();
    private long nowNs;

    @Benchmark
    public long pacedDeparture() {
        flow.windowBytes += 1;
        schedule.onFrameReady(nowNs);
        nowNs = Math.max(nowNs, schedule.earliestDepartureNs());
        schedule.onSent(nowNs, policy.intervalNs(flow, SEGMENT_BYTES));
        return schedule.earliestDepartureNs();
    }

    /** In congestion avoidance at 20 ms; its window changes with every segment, so that no interval can be kept. */
    private static final class GrowingFlow implements PacedFlow {
        private long windowBytes = 100L * SEGMENT_BYTES;

        @Override
        public long congestionWindowBytes() {
            return windowBytes;
        }

        @Override
        public long flightBytes() {
            return windowBytes;
        }

        @Override
        public long minimumRttNs() {
            return smoothedRttNs();
        }

        @Override
        public long latestRttNs() {
            return smoothedRttNs();
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

        @Override
        public int segmentBytes() {
            return SEGMENT_BYTES;
        }

        @Override
        public long smoothedRttNs() {
            return 20_000_000;
        }

        @Override
        public CongestionPhase congestionPhase() {
            return CongestionPhase.AVOIDANCE;
        }
    }
}
