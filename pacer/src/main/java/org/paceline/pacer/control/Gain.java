package org.paceline.pacer.control;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much faster than one window a round trip a flow is paced, as a rational: 5/4 stays exact where 1.25 need not. */
public record Gain(int numerator, int denominator) {
    /** Far beyond any gain in use (BBR's start-up has 2.89), and small enough that a window times it fits a long. */
    private static final int MAX_TERM = 1_000;

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})(?:/(\\d{1,4}))?");

    public Gain {
        if (numerator < 1 || numerator > MAX_TERM || denominator < 1 || denominator > MAX_TERM) {
            throw new IllegalArgumentException(
                    "gain " + numerator + "/" + denominator + " needs terms between 1 and " + MAX_TERM);
        }
    }

    /** Reads {@code 2} or {@code 5/4}. */
    static Gain parse(String text) {
        Matcher gain = TEXT.matcher(text);
        if (!gain.matches()) {
            throw new IllegalArgumentException("a gain is a number such as 2, or a fraction such as 5/4");
        }
        return new Gain(Integer.parseInt(gain.group(1)), gain.group(2) == null ? 1 : Integer.parseInt(gain.group(2)));
    }

    String text() {
        return denominator == 1 ? String.valueOf(numerator) : numerator + "/" + denominator;
    }
}
