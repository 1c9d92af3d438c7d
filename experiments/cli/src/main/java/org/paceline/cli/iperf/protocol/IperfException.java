package org.paceline.cli.iperf.protocol;

import java.io.IOException;

/**
 * A test cannot go on. The message is one line for the user: what happened and, where there is a remedy, what to do.
 */
public final class IperfException extends IOException {
    private static final long serialVersionUID = 1;

    public IperfException(String message) {
        super(message);
    }

    public IperfException(String message, Throwable cause) {
        super(message, cause);
    }
}
