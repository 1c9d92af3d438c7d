package org.paceline.packetdrill.check;

import java.util.List;

/** What an expression's names stand for. */
interface Names {
    /** @throws org.paceline.packetdrill.script.UnsupportedException when nothing has that name */
    Object value(String name);

    /** Calls a function. */
    Object call(String function, List<Object> arguments);
}
