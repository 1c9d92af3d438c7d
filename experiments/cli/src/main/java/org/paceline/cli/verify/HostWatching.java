package org.paceline.cli.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.probe.host.HostFiles;
import org.paceline.probe.host.HostWatch;

/** How much of this host is noted while a sweep runs. */
public enum HostWatching {
    /** Its stalls, by a thread that wakes every millisecond, and its counters, read by another every 100 ms. */
    ALL,
    /** Its counters, before the sweep and after it: what a guest of one processor can spare. */
    ENDS,
    /** Nothing. */
    NONE;

    private static final long INTERVAL_NS = 100_000_000;

    /** Begins; null when nothing is to be noted. */
    @Nullable
    HostWatch begin() {
        return switch (this) {
            case ALL -> HostWatch.begin(HostFiles.live(), List.of(), INTERVAL_NS);
            case ENDS -> HostWatch.atEnds(HostFiles.live(), List.of());
            case NONE -> null;
        };
    }
}
