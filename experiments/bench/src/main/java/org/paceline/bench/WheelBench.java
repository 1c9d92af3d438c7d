package org.paceline.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.paceline.pacer.control.DepartureWheel;
import org.paceline.pacer.control.Turn;

/** What the wheel costs a departure, by the number of flows: find the next, move there, take it, schedule it anew. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WheelBench {
    /** All flows together leave one frame each 12 us, as full frames at 1 Gb/s. */
    private static final long FRAME_GAP_NS = 12_000;

    @Param({"10", "1000", "10000", "100000"})
    private int flows;

    private DepartureWheel<Integer> wheel = new DepartureWheel<>();
    private long nowNs;

    /** Flows that are due one after another. */
    @Setup
    public void fill() {
        wheel = new DepartureWheel<>();
        for (int flow = 0; flow < flows; flow++) {
            wheel.schedule(0, new Turn<>(flow), flow * FRAME_GAP_NS);
        }
    }

    /** One departure. */
    @Benchmark
    public int departure() {
        nowNs = Math.max(nowNs, wheel.nextNs(nowNs));
        Turn<Integer> turn = wheel.due(nowNs);
        if (turn == null) {
            throw new IllegalStateException("nobody is due at the time of the next deadline");
        }
        wheel.schedule(nowNs, turn, nowNs + flows * FRAME_GAP_NS);
        return turn.flow();
    }
}
