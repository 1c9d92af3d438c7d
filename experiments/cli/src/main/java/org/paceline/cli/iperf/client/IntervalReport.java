package org.paceline.cli.iperf.client;

import java.util.List;

/**
 * What happened between two moments of a test, in seconds since its start or since the end of the omitted time.
 *
 * @param omitted whether this is part of the time that is not counted
 */
public record IntervalReport(double startSeconds, double endSeconds, boolean omitted, List<StreamInterval> streams) {
    public IntervalReport {
        streams = List.copyOf(streams);
    }

    public double seconds() {
        return endSeconds - startSeconds;
    }

    public long bytes() {
        return streams.stream().mapToLong(StreamInterval::bytes).sum();
    }

    /** Over all streams, -1 when not known. */
    public long retransmits() {
        return streams.stream().anyMatch(stream -> stream.retransmits() < 0)
                ? -1
                : streams.stream().mapToLong(StreamInterval::retransmits).sum();
    }
}
