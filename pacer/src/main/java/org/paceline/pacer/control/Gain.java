package org.paceline.pacer.control;

/** How much faster than one window a round trip a flow is paced, as a rational: 5/4 stays exact where 1.25 need not. */
public record Gain(int numerator, int denominator) {
    /** Far beyond any gain in use (BBR's start-up has 2.89), and small enough that a window times it fits a long. */
    private static final int MAX_TERM = 1_000;

    public Gain {
        if (numerator < 1 || numerator > MAX_TERM || denominator < 1 || denominator > MAX_TERM) {
            throw new IllegalArgumentException(
                    "gain " + numerator + "/" + denominator + " needs terms between 1 and " + MAX_TERM);
        }
    }
}
