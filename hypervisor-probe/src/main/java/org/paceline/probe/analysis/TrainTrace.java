package org.paceline.probe.analysis;

/**
 * The longest train in each of 600 equal stretches of a series: what a drawing of the whole run needs, in bounded
 * memory. Not thread-safe.
 */
public final class TrainTrace {
    /** More than a screen has columns for is not seen. */
    public static final int STRETCHES = 600;

    private final long startNs;
    private final double widthNs;
    private final int[] longest = new int[STRETCHES];

    /**
     * An empty one.
     *
     * @param startNs time of the first packet, in the clock of its point
     * @param durationNs up to the last packet
     */
    TrainTrace(long startNs, long durationNs) {
        this.startNs = startNs;
        this.widthNs = Math.max(1, (durationNs + 1.0) / STRETCHES);
    }

    /** A train of {@code packets}, one or more, that began at {@code atNs}. */
    void add(long atNs, int packets) {
        int stretch = (int) Math.min(STRETCHES - 1, Math.max(0, (atNs - startNs) / widthNs));
        longest[stretch] = Math.max(longest[stretch], packets);
    }

    /** Time of the first packet, in the clock of its point. */
    public long startNs() {
        return startNs;
    }

    /** Length of a stretch. */
    public double widthNs() {
        return widthNs;
    }

    /** Packets of the longest train that began in a stretch; 0 where none did. */
    public int longest(int stretch) {
        return longest[stretch];
    }
}
