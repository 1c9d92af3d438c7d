package org.paceline.probe.capture;

import java.io.IOException;

/** A capture file does not hold what its format promises. The message is one line: which file, where, what is wrong. */
public final class MalformedCaptureException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedCaptureException(String message) {
        super(message);
    }
}
