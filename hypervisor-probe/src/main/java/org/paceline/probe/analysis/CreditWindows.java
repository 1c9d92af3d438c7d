package org.paceline.probe.analysis;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Cuts what leaves a hop into the windows of a byte credit. Linux's netback adds {@code rate} to a vif's credit when a
 * packet comes 50 ms and more after the window began, or from a timer set to then when the credit is used up
 * (drivers/net/xen-netback, tx_credit_exceeded). So windows have no grid, for each begins when it is served, and what
 * is served late moves the rest; but one that ends while packets wait has let through the credit and no more.
 *
 * <p>A silence may be an end when the packet after it was there before it began; of those at which a refill may be due
 * the longest is taken, for whoever serves the queue may stand still within a window, too. Fed in the order of arrival,
 * in bounded memory. Not thread-safe.
 */
final class CreditWindows {
    /** Of a refill: a window may be served late by a slice of the backend's, and the next one in time. */
    private static final double SHORTEST = 0.75;

    private static final double LONGEST = 1.3;

    /** Of a refill: shorter silences are of the path. */
    private static final double SILENCE = 0.1;

    /** A credit is used up once in a window; a worker that only ever runs for a while stops several times alike. */
    private static final double LONGEST_OVER_INNER = 1.15;

    /** Frames of a quota, at least: less is the same to a frame by chance. */
    private static final int FEWEST_FRAMES = 8;

    private final double refillNs;
    private final ValueQuantiles quotas = new ValueQuantiles();
    private final ValueQuantiles intervalsNs = new ValueQuantiles();
    private final ValueQuantiles silencesNs = new ValueQuantiles();

    /** Silences since the window began, during which packets waited. */
    private final Deque<Silence> silences = new ArrayDeque<>();

    private long windows;
    private long packetsInWindows;
    private int longestFrame;
    private long startNs;
    private long startBytes;
    private long startPackets;
    private long lastNs;
    private long bytes;
    private long packets;

    /** One that ended, and what had passed before it in all. */
    private record Silence(long endNs, long lengthNs, long bytes, long packets) {}

    /** @param refillNs the interval that is looked for */
    CreditWindows(double refillNs) {
        this.refillNs = refillNs;
    }

    /**
     * A packet left the hop.
     *
     * @param atNs when
     * @param delayNs how long it was in the hop, beyond the shortest time that any was
     */
    void add(long atNs, double delayNs, int frameBytes) {
        long lengthNs = atNs - lastNs;
        if (packets == 0) {
            begin(atNs, 0, 0);
        } else if (lengthNs > SILENCE * refillNs && delayNs < lengthNs) {
            begin(atNs, bytes, packets); // nothing waited when it began, so no credit was used up
        } else if (lengthNs > SILENCE * refillNs) {
            silences.add(new Silence(atNs, lengthNs, bytes, packets));
            while (!silences.isEmpty() && silences.getLast().endNs - startNs > LONGEST * refillNs) {
                close();
            }
        }
        lastNs = atNs;
        bytes += frameBytes;
        packets++;
        longestFrame = Math.max(longestFrame, frameBytes);
    }

    private void close() {
        Silence end = end();
        long innerNs = 0;
        while (silences.getFirst().endNs < end.endNs) {
            innerNs = Math.max(innerNs, silences.removeFirst().lengthNs);
        }
        silences.removeFirst();
        windows++;
        packetsInWindows += end.packets - startPackets;
        if (end.lengthNs > LONGEST_OVER_INNER * innerNs) {
            quotas.add(end.bytes - startBytes);
        }
        intervalsNs.add(end.endNs - startNs);
        silencesNs.add(end.lengthNs);
        startNs = end.endNs;
        startBytes = end.bytes;
        startPackets = end.packets;
    }

    /** The longest of those at which a refill may be due, or the last one where there is none. */
    private Silence end() {
        Silence longest = silences.getLast();
        long longestNs = 0;
        for (Silence silence : silences) {
            double refills = (silence.endNs - startNs) / refillNs;
            if (refills >= SHORTEST && refills <= LONGEST && silence.lengthNs > longestNs) {
                longest = silence;
                longestNs = silence.lengthNs;
            }
        }
        return longest;
    }

    private void begin(long atNs, long bytesBefore, long packetsBefore) {
        silences.clear();
        startNs = atNs;
        startBytes = bytesBefore;
        startPackets = packetsBefore;
    }

    CreditQuota quota() {
        double usual = quotas.median();
        boolean enough = quotas.count() > 0 && usual >= FEWEST_FRAMES * (double) longestFrame;
        double same = enough ? quotas.count() * quotas.shareBetween(usual - longestFrame, usual + longestFrame) : 0;
        return new CreditQuota(
                refillNs,
                windows,
                usual,
                windows == 0 ? 0 : same / windows,
                packets == 0 ? 0 : (double) packetsInWindows / packets,
                intervalsNs.median(),
                silencesNs.median());
    }
}
