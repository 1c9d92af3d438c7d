package org.paceline.pacer.control;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The policies that have a name, and the way from a command line's word to a policy. */
public enum PacingPreset {
    HALF_RTT,
    RTT,
    LINUX,
    RFC9002,
    OFF;

    public PacingPolicy policy() {
        return switch (this) {
            case HALF_RTT -> PhaseGain.WINDOW_OVER_HALF_RTT;
            case RTT -> PhaseGain.WINDOW_OVER_RTT;
            case LINUX -> PhaseGain.LINUX;
            case RFC9002 -> PhaseGain.RFC_9002;
            case OFF -> new Unpaced();
        };
    }

    /**
     * The policy of a preset's name, or of a rate such as {@code 10M}: decimal thousands, k, M, G or T in either case.
     *
     * @throws IllegalArgumentException in one line that lists what is possible
     */
    public static PacingPolicy parse(String text) {
        for (PacingPreset preset : values()) {
            if (preset.policy().name().equalsIgnoreCase(text)) {
                return preset.policy();
            }
        }
        long bitsPerSecond = RateText.parse(text);
        if (bitsPerSecond < FixedRate.MIN_BITS_PER_SECOND || bitsPerSecond > FixedRate.MAX_BITS_PER_SECOND) {
            throw new IllegalArgumentException("no pacing is called \"" + printable(text) + "\"; use " + names()
                    + ", or a rate from " + RateText.of(FixedRate.MIN_BITS_PER_SECOND) + " to "
                    + RateText.of(FixedRate.MAX_BITS_PER_SECOND) + " bits per second, such as 500k, 2.5M or 1G");
        }
        return new FixedRate(bitsPerSecond);
    }

    private static String names() {
        return Arrays.stream(values()).map(preset -> preset.policy().name()).collect(Collectors.joining(", "));
    }

    /** Keeps the message one line whatever was typed. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
