package org.paceline.probe.sweep;

/** A sweep could not be run. The message is one line: what was tried, what was said, what to do. */
public final class SweepException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SweepException(String message) {
        super(message);
    }

    public SweepException(String message, Throwable cause) {
        super(message, cause);
    }
}
