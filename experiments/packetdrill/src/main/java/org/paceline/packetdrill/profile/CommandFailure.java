package org.paceline.packetdrill.profile;

/** A command that a script relies on did not find what it looks for. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandFailure(String message) {
        super(message);
    }
}
