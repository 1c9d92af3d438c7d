package org.paceline.probe.analysis;

import java.util.Comparator;
import java.util.List;

/**
 * When a host stood still while it was watched. Immutable.
 *
 * @param fromNs when the watch began, in nanoseconds since 1970
 * @param toNs when it ended; as {@code fromNs} when nobody watched
 * @param intervals in the order of their starts; those of one kind do not overlap
 */
public record HostTimeline(long fromNs, long toNs, List<HostInterval> intervals) {
    /** Of a host that nobody watched. */
    public static final HostTimeline NONE = new HostTimeline(0, 0, List.of());

    public HostTimeline {
        intervals = intervals.stream()
                .sorted(Comparator.comparingLong(HostInterval::startNs))
                .toList();
    }

    boolean covers(long startNs, long endNs) {
        return startNs >= fromNs && endNs <= toNs;
    }

    /** The intervals of one kind. */
    HostTimeline only(HostInterval.Kind kind) {
        return new HostTimeline(
                fromNs,
                toNs,
                intervals.stream().filter(interval -> interval.kind() == kind).toList());
    }
}
