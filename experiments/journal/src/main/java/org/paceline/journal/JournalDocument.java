package org.paceline.journal;

/** The documents of a journal: the manifest first, then one a departure. */
enum JournalDocument {
    MANIFEST(1),
    DEPARTURE(2),
    /** The last one of a run that ended in order: departures written, and departures that found the ring full. */
    END(3);

    private final byte code;

    JournalDocument(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    /** @throws JournalException for a code of a later version, or of something else */
    static JournalDocument of(byte code) {
        for (JournalDocument format : values()) {
            if (format.code == code) {
                return format;
            }
        }
        throw new JournalException(
                "the journal holds a document of kind " + code + ": was it written by a later version?");
    }
}
