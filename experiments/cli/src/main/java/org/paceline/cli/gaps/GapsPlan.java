package org.paceline.cli.gaps;

import java.util.List;
import org.paceline.utcp.runtime.IpgMechanism;

/**
 * What is sent how often.
 *
 * @param mechanisms compared, in turns
 * @param bitsPerSecond rate of the bottleneck
 * @param frameBytes of each frame, without FCS
 * @param gapNs target from departure to departure
 * @param lateNs the thread wakes up to this late, evenly drawn
 * @param leadNs how far ahead frames are handed over, where the mechanism takes them ahead
 * @param frames of one round
 * @param rounds of each mechanism
 * @param seed of the lateness, the same in every arm of a round
 */
public record GapsPlan(
        List<IpgMechanism> mechanisms,
        long bitsPerSecond,
        int frameBytes,
        long gapNs,
        long lateNs,
        long leadNs,
        int frames,
        int rounds,
        long seed) {
    private static final int WIRE_OVERHEAD_BYTES = 24;
    private static final int MIN_FRAME_BYTES = 60;
    private static final int MAX_FRAME_BYTES = 1_514;
    private static final long MIN_BITS_PER_SECOND = 1_000_000;
    private static final long MAX_BITS_PER_SECOND = 1_000_000_000;

    /** More would fill the memory of the capture, which is read when a round is over. */
    private static final int MAX_FRAMES = 8_000;

    private static final long MAX_ROUND_NS = 5_000_000_000L;
    private static final long MAX_TIME_NS = 100_000_000;

    public GapsPlan {
        mechanisms = List.copyOf(mechanisms);
        require(bitsPerSecond >= MIN_BITS_PER_SECOND && bitsPerSecond <= MAX_BITS_PER_SECOND, "--rate", "1M to 1G");
        require(frameBytes >= MIN_FRAME_BYTES && frameBytes <= MAX_FRAME_BYTES, "--frame", "60 to 1514 bytes");
        require(gapNs >= frameNs(bitsPerSecond, frameBytes), "--gap", "no less than a frame takes on the line");
        require(lateNs >= 0 && lateNs <= MAX_TIME_NS, "--late", "0 to 100,000 us");
        require(leadNs >= 0 && leadNs <= MAX_TIME_NS, "--lead", "0 to 100,000 us");
        require(frames >= 10 && frames <= MAX_FRAMES, "--frames", "10 to " + MAX_FRAMES);
        require(frames * gapNs <= MAX_ROUND_NS, "--frames times --gap", "5 s at most");
        require(rounds >= 1, "--rounds", "at least 1");
    }

    /** What one frame takes on the line. */
    public long frameNs() {
        return frameNs(bitsPerSecond, frameBytes);
    }

    private static long frameNs(long bitsPerSecond, int frameBytes) {
        return (frameBytes + WIRE_OVERHEAD_BYTES) * 8L * 1_000_000_000L / bitsPerSecond;
    }

    private static void require(boolean valid, String option, String range) {
        if (!valid) {
            throw new IllegalArgumentException(option + " is out of range; give " + range);
        }
    }
}
