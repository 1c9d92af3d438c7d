package org.paceline.probe.analysis;

import org.HdrHistogram.Histogram;

/**
 * The rate of a link as the gaps behind it show it: frames that queued before the link leave it at distances that are
 * their length (and 24 bytes) over its rate, so the smallest gaps pile up at one value. Nothing is found on a link that
 * shows no such pile. Not thread-safe.
 */
public final class SerializationFloor {
    /** Picoseconds a byte keep three digits at 100 Gb/s, which is 80 ps a byte. */
    private static final double PS_PER_NS = 1_000;

    private static final int DIGITS = 3;

    /** Gaps at the floor spread by clock and stamps. */
    private static final double FLOOR_TOLERANCE = 0.06;

    /** Below this share of gaps the pile may be chance. */
    private static final double MIN_SHARE = 0.03;

    /** A floor is asked at this quantile, so that a few frames of a misread order do not hide it. */
    private static final double LOW_QUANTILE_PERCENT = 1;

    private static final double PS_BITS = 8e12;

    private final Histogram psPerByte = new Histogram(DIGITS);

    /** A gap behind a frame of {@code previousFrameBytes}. */
    public void add(long gapNs, int previousFrameBytes) {
        int wireBytes = previousFrameBytes + BackToBackThreshold.WIRE_OVERHEAD_BYTES;
        psPerByte.recordValue(Math.max(0, (long) (gapNs * PS_PER_NS / wireBytes)));
    }

    /** Rate of the link in bit/s; 0 when the gaps do not tell it. */
    public double linkBitsPerSecond() {
        long floorPs = floorPs();
        return floorPs == 0 ? 0 : PS_BITS / floorPs;
    }

    private long floorPs() {
        if (psPerByte.getTotalCount() < 1 / MIN_SHARE) {
            return 0;
        }
        long low = psPerByte.getValueAtPercentile(LOW_QUANTILE_PERCENT);
        long median = psPerByte.getValueAtPercentile(50);
        long bestPs = 0;
        double bestShare = MIN_SHARE;
        // the pile may begin a little above the quantile where the path squeezed some gaps further
        for (double centre = low * 1.02; centre < Math.min(low * 1.3, median * 1.02 + 1); centre *= 1.02) {
            double share = share(centre);
            if (share > bestShare * 1.2) {
                bestShare = share;
                bestPs = Math.max(1, Math.round(centre));
            }
        }
        return low == 0 ? 0 : bestPs;
    }

    private double share(double centrePs) {
        long low = (long) (centrePs * (1 - FLOOR_TOLERANCE / 2));
        long high = (long) (centrePs * (1 + FLOOR_TOLERANCE / 2));
        return (double) psPerByte.getCountBetweenValues(low, high) / psPerByte.getTotalCount();
    }
}
