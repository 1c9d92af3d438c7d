package org.paceline.packetdrill.script;

/** A script that is in the language and asks for something that is not here; the message names it. */
public final class UnsupportedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnsupportedException(String what) {
        super(what);
    }
}
