package org.paceline.probe.host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.paceline.nic.linux.ThreadScheduling;

/**
 * A thread that sleeps for a millisecond and notes how late it woke, as Tene's jHiccup does: late wake-ups of a thread
 * that has nothing else to do come from the scheduler, the hypervisor, or a pause of the JVM. Scheduled as any thread
 * is, so it takes nothing from a sender that runs in real time. {@link #end} stops it.
 */
final class SchedulingStalls {
    private static final long PERIOD_NS = 1_000_000;

    /** A paced train is seen to wait from here on; a wake-up costs some 20 to 70 us anyway. */
    static final long LONG_NS = 500_000;

    /** The longest of a run that has more; 4,096 are 60 KB of results. */
    private static final int MOST_STALLS = 4_096;

    private static final long SECOND_NS = 1_000_000_000;

    /** Longer than any host stands still and is believed afterwards. */
    private static final long MAX_NS = 3_600 * SECOND_NS;

    private static final int DIGITS = 2;
    private static final double P999 = 99.9;
    private static final long FIRST_STEP_NS = 1_000;

    private final Histogram latenessNs = new Histogram(1, MAX_NS, DIGITS);
    private final PriorityQueue<Stall> longest = new PriorityQueue<>(Comparator.comparingLong(Stall::durationNs));
    private final AtomicLong sinceAskedNs = new AtomicLong();
    private final Thread thread = new Thread(this::work, "probe-stalls");
    private volatile boolean ended;
    private long longStalls;

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** The longest lateness since the last call; from any thread. */
    long longestSinceAskedNs() {
        return sinceAskedNs.getAndSet(0);
    }

    private void work() {
        // without it the kernel may add 50 us to each sleep, which is no stall
        ThreadScheduling.timerSlack(1);
        while (!ended) {
            long dueNs = System.nanoTime() + PERIOD_NS;
            sleepUntil(dueNs);
            if (!ended) {
                record(System.nanoTime() - dueNs);
            }
        }
    }

    private void sleepUntil(long dueNs) {
        long leftNs = dueNs - System.nanoTime();
        while (leftNs > 0 && !ended) {
            LockSupport.parkNanos(leftNs);
            leftNs = dueNs - System.nanoTime();
        }
    }

    void record(long lateNs) {
        latenessNs.recordValue(Math.max(0, Math.min(lateNs, MAX_NS)));
        sinceAskedNs.accumulateAndGet(lateNs, Math::max);
        if (lateNs >= LONG_NS) {
            longStalls++;
            longest.add(new Stall(epochNs() - lateNs, lateNs));
            if (longest.size() > MOST_STALLS) {
                longest.poll();
            }
        }
    }

    static long epochNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * SECOND_NS + now.getNano();
    }

    /** Stops the thread, and tells what it found. */
    StallReport end() {
        ended = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException interruption) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return report();
    }

    StallReport report() {
        List<Stall> stalls = new ArrayList<>(longest);
        stalls.sort(Comparator.comparingLong(Stall::atNs));
        long wakeUps = latenessNs.getTotalCount();
        return new StallReport(
                wakeUps,
                latenessNs.getValueAtPercentile(50),
                latenessNs.getValueAtPercentile(90),
                latenessNs.getValueAtPercentile(99),
                latenessNs.getValueAtPercentile(P999),
                wakeUps == 0 ? 0 : latenessNs.getMaxValue(),
                steps(),
                stalls,
                longStalls);
    }

    private List<StallReport.Step> steps() {
        List<StallReport.Step> steps = new ArrayList<>();
        long belowNs = -1;
        for (long upToNs = FIRST_STEP_NS; belowNs < MAX_NS; upToNs *= 2) {
            long wakeUps = latenessNs.getCountBetweenValues(Math.max(0, belowNs + 1), upToNs)
                    - (belowNs < 0 ? 0 : overlap(belowNs));
            if (wakeUps > 0) {
                steps.add(new StallReport.Step(upToNs, wakeUps));
            }
            belowNs = upToNs;
        }
        return steps;
    }

    /** The histogram's own step that holds a bound belongs to both sides of it. */
    private long overlap(long boundNs) {
        return latenessNs.valuesAreEquivalent(boundNs, boundNs + 1) ? latenessNs.getCountAtValue(boundNs) : 0;
    }
}
