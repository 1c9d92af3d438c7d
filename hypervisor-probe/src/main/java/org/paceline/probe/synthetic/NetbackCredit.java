package org.paceline.probe.synthetic;

import java.util.Random;

/**
 * Netback with a rate limit, in a domain that runs in slices (Linux drivers/net/xen-netback, tx_credit_exceeded and
 * tx_add_credit): a packet without credit sets a timer to the end of the window, which is when the next one begins; a
 * packet that comes after that end begins one at once. Credit that is left stays, up to 128 KiB or one refill.
 *
 * @param jiffyNs the kernel's tick, which windows and timers are counted in
 * @param shareOfRate the limit, of the mean rate of what is sent
 * @param standsNs how long the domain does not run, at most; half of that at least; 0 for always running
 * @param runsNs how long it runs between, at most; half of that at least
 * @param innerNs between two packets that leave one after the other
 */
record NetbackCredit(long jiffyNs, double shareOfRate, long standsNs, long runsNs, long innerNs) implements Coalescer {
    private static final long REFILL_NS = 50_000_000;
    private static final double LEAST_BURST_BYTES = 131_072;

    @Override
    public void hold(long[] timesNs, int[] frameBytes, Random random) {
        new Vif(timesNs, frameBytes, random).serve();
    }

    private final class Vif {
        private final long[] timesNs;
        private final int[] frameBytes;
        private final Random random;
        private final Slices slices;
        private final double refillBytes;
        private final long windowNs = (REFILL_NS + jiffyNs - 1) / jiffyNs * jiffyNs;
        private double creditBytes;
        private long windowStartNs;

        Vif(long[] timesNs, int[] frameBytes, Random random) {
            this.timesNs = timesNs;
            this.frameBytes = frameBytes;
            this.random = random;
            slices = new Slices(timesNs[0], standsNs / 2, standsNs, runsNs / 2, runsNs, random);
            refillBytes = shareOfRate * Coalescers.meanRate(timesNs, frameBytes) * REFILL_NS;
            windowStartNs = jiffy(timesNs[0]);
            refill();
        }

        void serve() {
            long freeNs = 0;
            for (int packet = 0; packet < timesNs.length; packet++) {
                long atNs = slices.runs(Math.max(timesNs[packet], freeNs));
                while (!passes(frameBytes[packet], atNs)) {
                    atNs = slices.runs(Math.max(atNs, windowStartNs)); // the timer, as soon as the domain runs
                    refill();
                }
                creditBytes -= frameBytes[packet];
                timesNs[packet] = atNs;
                freeNs = atNs + Math.round(innerNs * (0.7 + 0.6 * random.nextDouble()));
            }
        }

        private boolean passes(int bytes, long atNs) {
            if (jiffy(atNs) >= windowStartNs + windowNs) {
                windowStartNs = jiffy(atNs);
                refill();
            }
            if (bytes > creditBytes) {
                windowStartNs += windowNs;
                return false;
            }
            return true;
        }

        private void refill() {
            creditBytes = Math.min(creditBytes + refillBytes, Math.max(LEAST_BURST_BYTES, refillBytes));
        }

        private long jiffy(long atNs) {
            return atNs / jiffyNs * jiffyNs;
        }
    }
}
