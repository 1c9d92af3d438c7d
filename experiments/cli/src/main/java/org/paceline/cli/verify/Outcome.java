package org.paceline.cli.verify;

/** What a remedy has done. */
public enum Outcome {
    GONE("the bursts are gone"),
    LESS("better, but bursts remain"),
    SAME("no improvement"),
    MORE("worse than before: no improvement");

    private final String meaning;

    Outcome(String meaning) {
        this.meaning = meaning;
    }

    /** In a few words. */
    public String meaning() {
        return meaning;
    }
}
