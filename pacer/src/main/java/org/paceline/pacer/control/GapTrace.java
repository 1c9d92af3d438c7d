package org.paceline.pacer.control;

import java.util.Arrays;
import java.util.List;

/** Gaps as they were recorded, one after the other and then from the beginning again. Immutable. */
public final class GapTrace implements PacingPolicy {
    /** Eight megabytes of gaps: two minutes at 100 Mb/s. */
    public static final int MAX_GAPS = 1_000_000;

    private final String source;
    private final long[] gapsNs;

    /**
     * @param source where the gaps come from, as on a command line
     * @throws IllegalArgumentException when there are none, or too many, or one is out of bounds
     */
    public GapTrace(String source, long[] gapsNs) {
        if (gapsNs.length == 0 || gapsNs.length > MAX_GAPS) {
            throw new IllegalArgumentException(
                    "a trace has 1 to " + MAX_GAPS + " gaps, not " + gapsNs.length + " as " + source + " has");
        }
        for (long gapNs : gapsNs) {
            DurationText.requireGap(gapNs);
        }
        this.source = source;
        this.gapsNs = gapsNs.clone();
    }

    /**
     * Reads a gap a line, such as {@code 120us}, or nanoseconds where no unit is given; empty lines and what follows a
     * # do not count.
     *
     * @throws IllegalArgumentException in one line that names the line
     */
    static GapTrace parse(String source, List<String> lines) {
        long[] gapsNs = new long[lines.size()];
        int gaps = 0;
        for (int line = 0; line < lines.size(); line++) {
            String text = lines.get(line).split("#", 2)[0].trim();
            if (text.isEmpty()) {
                continue;
            }
            try {
                boolean unitless = text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
                gapsNs[gaps++] = DurationText.parse(unitless ? text + "ns" : text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(source + ", line " + (line + 1) + ": " + e.getMessage(), e);
            }
        }
        return new GapTrace(source, Arrays.copyOf(gapsNs, gaps));
    }

    @Override
    public long intervalNs(PacedFlow flow, int payloadBytes) {
        return gapsNs[(int) Math.floorMod(flow.departureIndex(), (long) gapsNs.length)];
    }

    @Override
    public String name() {
        return "trace=" + source;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GapTrace trace && source.equals(trace.source) && Arrays.equals(gapsNs, trace.gapsNs);
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + Arrays.hashCode(gapsNs);
    }
}
