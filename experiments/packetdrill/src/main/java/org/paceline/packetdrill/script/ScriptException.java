package org.paceline.packetdrill.script;

/** A script that is not in the language; the message says what, the location where. */
public final class ScriptException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Location location;

    public ScriptException(Location location, String message) {
        super(message);
        this.location = location;
    }

    public Location location() {
        return location;
    }
}
