package org.paceline.cli.doctor;

import java.util.Locale;

/** How a host stands on one topic. */
public enum Status {
    OK,
    /** It works, with less precision or less choice. */
    LIMITED,
    MISSING;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
