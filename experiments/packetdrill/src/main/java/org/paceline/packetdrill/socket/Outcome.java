package org.paceline.packetdrill.socket;

import org.jspecify.annotations.Nullable;

/**
 * How a system call stands.
 *
 * @param done false while it blocks
 * @param value what it returns
 * @param errno set when it fails
 * @param difference what it gave back in its arguments and the script has otherwise; empty when they agree
 */
public record Outcome(boolean done, long value, @Nullable Errno errno, String difference) {
    /** The call waits for something to happen. */
    static final Outcome WAITS = new Outcome(false, 0, null, "");

    static final Outcome ZERO = of(0);

    static Outcome of(long value) {
        return new Outcome(true, value, null, "");
    }

    static Outcome error(Errno errno) {
        return new Outcome(true, -1, errno, "");
    }

    Outcome withDifference(String found) {
        return new Outcome(done, value, errno, found);
    }

    @Override
    public String toString() {
        return errno == null ? Long.toString(value) : value + " " + errno;
    }
}
