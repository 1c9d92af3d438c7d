package org.paceline.cli.failure;

/**
 * A command cannot do what was asked. The message is the one line that the user sees: what was wrong and what to do.
 */
public final class CommandFailure extends RuntimeException {
    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
