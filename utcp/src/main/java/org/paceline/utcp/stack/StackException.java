package org.paceline.utcp.stack;

/** A command that the stack cannot carry out; the message says why, in the words that socket interfaces use. */
public final class StackException extends RuntimeException {
    public StackException(String message) {
        super(message);
    }
}
