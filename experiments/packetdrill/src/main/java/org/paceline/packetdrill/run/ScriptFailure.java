package org.paceline.packetdrill.run;

import org.paceline.packetdrill.script.Event;

/** What the stack did is not what the script says. */
final class ScriptFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;

    /** @param what names the difference */
    ScriptFailure(Event event, String what, String expected, String actual) {
        super(what + "\n  script:   " + event.text().replaceAll("\\s*\\n\\s*", " ") + "\n  expected: " + expected
                + "\n  actual:   " + actual);
        this.line = event.location().line();
    }

    int line() {
        return line;
    }
}
