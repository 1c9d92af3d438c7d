package org.paceline.journal;

/** A journal that cannot be written or read; the message says why in one line. */
public final class JournalException extends RuntimeException {
    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
