package org.paceline.cli.repace;

import org.jspecify.annotations.Nullable;
import org.paceline.pacer.control.FixedGap;
import org.paceline.pacer.control.FixedRate;
import org.paceline.pacer.control.PacingPolicy;
import org.paceline.pacer.control.PacingText;
import org.paceline.probe.repace.FixedSpacing;
import org.paceline.probe.repace.MeasuredSpacing;
import org.paceline.probe.repace.SpacingRule;

/**
 * What a forwarder is to do.
 *
 * @param inside interface that faces the guest's bridge
 * @param outside interface that faces the wire
 * @param spacing measured, packet-by-packet, a rate or gap=TIME
 * @param holdNs how long frames may wait by the measured spacing
 * @param queueFrames bound of the queue
 * @param durationNs when to end; 0 for not before somebody says so
 * @param spin wait for each departure on the CPU, not asleep
 * @param cpu to stay on, or -1
 * @param realtime before all ordinary threads
 */
public record RepacePlan(
        String inside,
        String outside,
        String spacing,
        long holdNs,
        int queueFrames,
        long durationNs,
        boolean spin,
        int cpu,
        boolean realtime) {
    public RepacePlan {
        if (inside.equals(outside)) {
            throw new IllegalArgumentException(
                    "--inside and --outside are both " + inside + "; a forwarder has two sides");
        }
        if (queueFrames < 1 || queueFrames > 100_000) {
            throw new IllegalArgumentException("a queue of " + queueFrames + " frames is outside 1 to 100000");
        }
    }

    /** A time such as 20ms, in nanoseconds. */
    public static long time(String option, String text) {
        try {
            return ((FixedGap) PacingText.policy("gap=" + text)).gapNs();
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    option + " " + text + " is no time; write one such as 20ms or 500us", wrong);
        }
    }

    /** The rule of the text, fresh: it remembers what it has seen. */
    public SpacingRule rule() {
        switch (spacing) {
            case "measured" -> {
                return new MeasuredSpacing(holdNs);
            }
            case "packet-by-packet" -> {
                return FixedSpacing.packetByPacket();
            }
            default -> {
                PacingPolicy policy = policy();
                if (policy instanceof FixedRate rate) {
                    return FixedSpacing.rate(rate.payloadBitsPerSecond());
                }
                if (policy instanceof FixedGap gap) {
                    return FixedSpacing.gap(gap.gapNs());
                }
                throw unknown(null);
            }
        }
    }

    private PacingPolicy policy() {
        try {
            return PacingText.policy(spacing);
        } catch (IllegalArgumentException wrong) {
            throw unknown(wrong);
        }
    }

    private IllegalArgumentException unknown(@Nullable Throwable cause) {
        return new IllegalArgumentException(
                "--spacing " + spacing + " is none; use measured, packet-by-packet, a rate such as 10M, or gap=TIME",
                cause);
    }
}
