package org.paceline.probe.repace;

/**
 * Spacing that does not depend on what arrives: a rate, by which a frame's length tells its gap, or one gap for all
 * frames, or none (packet-by-packet forwarding, which adds no spacing and takes none away).
 *
 * @param name as in reports
 * @param bitsPerSecond of frames without FCS; 0 where the gap counts
 * @param gapNs from departure to departure; 0 where the rate counts, or for none
 */
public record FixedSpacing(String name, long bitsPerSecond, long gapNs) implements SpacingRule {
    private static final long BIT_NS_PER_BYTE_SECOND = 8_000_000_000L;

    public FixedSpacing {
        if (bitsPerSecond < 0 || gapNs < 0) {
            throw new IllegalArgumentException("neither rates nor gaps are negative");
        }
    }

    public static FixedSpacing rate(long bitsPerSecond) {
        if (bitsPerSecond == 0) {
            throw new IllegalArgumentException("at 0 bit/s nothing would ever leave");
        }
        return new FixedSpacing("rate", bitsPerSecond, 0);
    }

    public static FixedSpacing gap(long gapNs) {
        return new FixedSpacing("gap", 0, gapNs);
    }

    public static FixedSpacing packetByPacket() {
        return new FixedSpacing("packet-by-packet", 0, 0);
    }

    @Override
    public void onArrival(long nowNs, int frameBytes) {
        // whatever comes, the spacing is the same
    }

    @Override
    public long intervalNs(long nowNs, int frameBytes, long queuedBytes) {
        return bitsPerSecond > 0 ? frameBytes * BIT_NS_PER_BYTE_SECOND / bitsPerSecond : gapNs;
    }
}
