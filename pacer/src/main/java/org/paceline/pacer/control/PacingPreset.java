package org.paceline.pacer.control;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The policies that have a name. */
public enum PacingPreset {
    HALF_RTT,
    RTT,
    LINUX,
    RFC9002,
    LITERAL,
    OFF;

    public PacingPolicy policy() {
        return switch (this) {
            case HALF_RTT -> PhaseGain.WINDOW_OVER_HALF_RTT;
            case RTT -> PhaseGain.WINDOW_OVER_RTT;
            case LINUX -> PhaseGain.LINUX;
            case RFC9002 -> PhaseGain.RFC_9002;
            case LITERAL -> PhaseGain.LITERAL;
            case OFF -> new Unpaced();
        };
    }

    /** The word on a command line. */
    String text() {
        return switch (this) {
            case HALF_RTT -> "half-rtt";
            case RTT -> "rtt";
            case LINUX -> "linux";
            case RFC9002 -> "rfc9002";
            case LITERAL -> "literal";
            case OFF -> "off";
        };
    }

    /** The policy of that word, in any case of letters; null when it is none's. */
    static @Nullable PacingPolicy find(String text) {
        for (PacingPreset preset : values()) {
            if (preset.text().equalsIgnoreCase(text)) {
                return preset.policy();
            }
        }
        return null;
    }

    static PacingPolicy named(String text) {
        PacingPolicy policy = find(text);
        if (policy == null) {
            throw new IllegalArgumentException("no pacing is called " + text);
        }
        return policy;
    }

    static String names() {
        return Arrays.stream(values()).map(PacingPreset::text).collect(Collectors.joining(", "));
    }
}
