package org.paceline.packetdrill.run;

/**
 * What became of a script.
 *
 * @param line where it failed; 0 for the script as a whole
 * @param why one line, or for a failure the script's line, what was expected and what came, one below the other
 */
public record Verdict(String file, Outcome outcome, int line, String why) {
    /** The three ways that a script can end. */
    public enum Outcome {
        PASSED,
        FAILED,
        UNSUPPORTED
    }

    static Verdict passed(String file) {
        return new Verdict(file, Outcome.PASSED, 0, "");
    }

    static Verdict failed(String file, int line, String why) {
        return new Verdict(file, Outcome.FAILED, line, why);
    }

    static Verdict unsupported(String file, String why) {
        return new Verdict(file, Outcome.UNSUPPORTED, 0, why);
    }
}
