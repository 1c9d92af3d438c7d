package org.paceline.pacer.control;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The language in which pacing is asked for: a rule, and after commas what is to be different about it, such as
 * {@code half-rtt,rtt=min,cap=50M} or {@code gap=120us,late=skip}.
 */
public final class PacingText {
    private static final String BASES =
            "use " + PacingPreset.names() + ", gap=TIME, poisson=TIME, trace=FILE, or a rate"
                    + " from " + RateText.of(FixedRate.MIN_BITS_PER_SECOND) + " to "
                    + RateText.of(FixedRate.MAX_BITS_PER_SECOND) + " bits per second, such as 500k, 2.5M or 1G";

    private static final String OPTIONS = "gain=, window=, rtt=, iw=, seed=, cap=, quantum= and late=";
    private static final int PHASES = 3;

    private final Function<String, List<String>> traces;
    private PacingPolicy policy = PacingPreset.HALF_RTT.policy();
    private @Nullable FixedRate cap;
    private int quantumSegments = 1;
    private LatePolicy late = LatePolicy.HALF_CREDIT;

    private PacingText(Function<String, List<String>> traces) {
        this.traces = traces;
    }

    /** The rule of that text alone, without files. */
    public static PacingPolicy policy(String text) {
        return parse(text).policy();
    }

    /** As {@link #parse(String, Function)}, where no file can be read. */
    public static PacingPlan parse(String text) {
        return parse(text, file -> {
            throw new IllegalArgumentException("no trace can be read here");
        });
    }

    /**
     * Reads a text.
     *
     * @param traces reads the lines of a file, a gap each
     * @throws IllegalArgumentException in one line that says what is possible
     */
    public static PacingPlan parse(String text, Function<String, List<String>> traces) {
        Deque<String> words = new ArrayDeque<>(Arrays.asList(text.split(",", -1)));
        PacingText reading = new PacingText(traces);
        reading.base(words.remove());
        for (String word : words) {
            reading.option(word);
        }
        return reading.plan();
    }

    private PacingPlan plan() {
        return new PacingPlan(cap == null ? policy : new RateCap(policy, cap), quantumSegments, late);
    }

    private void base(String word) {
        PacingPolicy preset = PacingPreset.find(word);
        int equals = word.indexOf('=');
        if (preset != null) {
            policy = preset;
        } else if (equals > 0) {
            policy = drawn(word.substring(0, equals), word.substring(equals + 1));
        } else {
            policy = rate(word);
        }
    }

    private PacingPolicy drawn(String key, String value) {
        return switch (key.toLowerCase(Locale.ROOT)) {
            case "gap" -> new FixedGap(DurationText.parse(value));
            case "poisson" -> new PoissonGap(DurationText.parse(value), 1);
            case "trace" -> GapTrace.parse(value, traces.apply(value));
            default -> throw unknown(key + '=' + value);
        };
    }

    private static FixedRate rate(String word) {
        long bitsPerSecond = RateText.parse(word);
        if (bitsPerSecond < FixedRate.MIN_BITS_PER_SECOND || bitsPerSecond > FixedRate.MAX_BITS_PER_SECOND) {
            throw unknown(word);
        }
        return new FixedRate(bitsPerSecond);
    }

    private void option(String word) {
        int equals = word.indexOf('=');
        String key = word.substring(0, Math.max(0, equals)).toLowerCase(Locale.ROOT);
        String value = word.substring(equals + 1);
        switch (key) {
            case "gain" -> policy = gain(rule(word), value);
            case "window" -> policy = rule(word).withWindowBasis(windowBasis(value));
            case "rtt" -> policy = rule(word).withRttBasis(rttBasis(value));
            case "iw" -> policy = rule(word).withInitialWindowPaced(initialWindow(value));
            case "seed" -> policy = seeded(number(word, value, Long.MAX_VALUE));
            case "cap" -> cap = rate(value);
            case "quantum" -> quantumSegments = (int) number(word, value, PacingPlan.MAX_QUANTUM_SEGMENTS);
            case "late" -> late = late(word, value);
            default ->
                throw new IllegalArgumentException(
                        "pacing has no option \"" + printable(word) + "\"; there are " + OPTIONS);
        }
    }

    /** The rule, where it has a window and a round trip. */
    private PhaseGain rule(String option) {
        if (policy instanceof PhaseGain rule) {
            return rule;
        }
        throw new IllegalArgumentException("\"" + printable(option) + "\" is for a rule of window and round trip, and "
                + policy.name() + " is none");
    }

    private static PhaseGain gain(PhaseGain rule, String value) {
        String[] gains = value.split(":", -1);
        if (gains.length != 1 && gains.length != PHASES) {
            throw new IllegalArgumentException(
                    "gain= takes one gain, or three for slow start, avoidance and recovery, such as 2:6/5:6/5");
        }
        int last = gains.length - 1;
        return rule.withGains(Gain.parse(gains[0]), Gain.parse(gains[last / 2]), Gain.parse(gains[last]));
    }

    private static WindowBasis windowBasis(String value) {
        for (WindowBasis basis : WindowBasis.values()) {
            if (basis.text().equals(value)) {
                return basis;
            }
        }
        throw new IllegalArgumentException("window= is cwnd or inflight");
    }

    private static RttBasis rttBasis(String value) {
        for (RttBasis basis : RttBasis.values()) {
            if (basis.text().equals(value)) {
                return basis;
            }
        }
        throw new IllegalArgumentException("rtt= is smoothed, min or latest");
    }

    private static boolean initialWindow(String value) {
        return switch (value) {
            case "paced" -> true;
            case "unpaced" -> false;
            default -> throw new IllegalArgumentException("iw= is paced or unpaced");
        };
    }

    private PoissonGap seeded(long seed) {
        if (policy instanceof PoissonGap poisson) {
            return new PoissonGap(poisson.meanNs(), seed);
        }
        throw new IllegalArgumentException("seed= is for poisson=TIME, whose gaps are drawn");
    }

    private static LatePolicy late(String word, String value) {
        return switch (value) {
            case "skip" -> LatePolicy.SKIP;
            case "half" -> LatePolicy.HALF_CREDIT;
            default -> LatePolicy.bounded((int) number(word, value, LatePolicy.MAX_INTERVALS));
        };
    }

    private static long number(String word, String value, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("\"" + printable(word) + "\" needs a whole number from 1 to " + most);
    }

    private static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException("no pacing is called \"" + printable(word) + "\"; " + BASES);
    }

    /** Keeps the message one line whatever was typed. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
