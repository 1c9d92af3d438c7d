package org.paceline.testbed;

/** A testbed cannot be made, or broke. The message is one line: what was tried, what was said, what to do. */
public final class TestbedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TestbedException(String message) {
        super(message);
    }

    public TestbedException(String message, Throwable cause) {
        super(message, cause);
    }
}
