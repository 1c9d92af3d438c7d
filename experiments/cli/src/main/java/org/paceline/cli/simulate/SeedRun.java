package org.paceline.cli.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.paceline.utcp.simulation.Simulation;
import org.paceline.utcp.simulation.SimulationFailure;
import org.paceline.utcp.simulation.SimulationResult;
import org.paceline.utcp.simulation.SimulationTrace;

/** Runs a range of seeds on some threads; what they came to may be asked while they run. */
public final class SeedRun {
    /** More failures are no news, and each has a long message. */
    private static final int MAX_FAILURES = 20;

    /** A seed that broke something, and what. */
    public record Failure(long seed, String what) {}

    private final long fromSeed;
    private final long seeds;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong virtualNs = new AtomicLong();
    private final List<Failure> failures = new ArrayList<>();

    public SeedRun(long fromSeed, long seeds) {
        this.fromSeed = fromSeed;
        this.seeds = seeds;
    }

    /** Starts so many threads; they end with the last seed or after {@link #MAX_FAILURES} failures. */
    public List<Thread> start(int threads) {
        List<Thread> started = new ArrayList<>();
        for (int index = 0; index < threads; index++) {
            Thread thread = new Thread(this::work, "seeds-" + index);
            thread.setDaemon(true);
            thread.start();
            started.add(thread);
        }
        return started;
    }

    private void work() {
        for (long index = next.getAndIncrement(); index < seeds && !full(); index = next.getAndIncrement()) {
            one(fromSeed + index);
            done.incrementAndGet();
        }
    }

    private void one(long seed) {
        try {
            SimulationResult result = Simulation.run(seed, SimulationTrace.NONE);
            frames.addAndGet(result.frames());
            bytes.addAndGet(result.bytes());
            virtualNs.addAndGet(result.virtualNs());
        } catch (SimulationFailure e) {
            synchronized (failures) {
                failures.add(new Failure(seed, String.valueOf(e.getMessage())));
            }
        }
    }

    private boolean full() {
        synchronized (failures) {
            return failures.size() >= MAX_FAILURES;
        }
    }

    public List<Failure> failures() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }

    public long seeds() {
        return seeds;
    }

    /** Seeds that are through, the failed ones among them. */
    public long done() {
        return done.get();
    }

    /** Frames that the runs sent, failed ones aside. */
    public long frames() {
        return frames.get();
    }

    /** Bytes that users read. */
    public long bytes() {
        return bytes.get();
    }

    public long virtualNs() {
        return virtualNs.get();
    }
}
