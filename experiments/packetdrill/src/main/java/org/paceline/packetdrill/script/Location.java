package org.paceline.packetdrill.script;

/** A place in a script, lines and columns from 1. */
public record Location(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
