package org.paceline.probe.synthetic;

import java.util.Random;

/**
 * When a domain has a processor: it runs for a while and stands still for a while, by turns. Asked in order of time.
 */
final class Slices {
    private final long lowOffNs;
    private final long highOffNs;
    private final long lowOnNs;
    private final long highOnNs;
    private final Random random;
    private long offFromNs;
    private long offToNs;

    Slices(long startNs, long lowOffNs, long highOffNs, long lowOnNs, long highOnNs, Random random) {
        this.lowOffNs = lowOffNs;
        this.highOffNs = highOffNs;
        this.lowOnNs = lowOnNs;
        this.highOnNs = highOnNs;
        this.random = random;
        offToNs = startNs;
        turn();
    }

    /** The next time from {@code atNs} on at which it runs. */
    long runs(long atNs) {
        while (atNs >= offToNs) {
            turn();
        }
        return atNs < offFromNs ? atNs : offToNs;
    }

    private void turn() {
        offFromNs = offToNs + between(lowOnNs, highOnNs);
        offToNs = offFromNs + between(lowOffNs, highOffNs);
    }

    private long between(long lowNs, long highNs) {
        return lowNs + Math.round((highNs - lowNs) * random.nextDouble());
    }
}
