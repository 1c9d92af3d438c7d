package org.paceline.cli.iperf.sink;

import org.jspecify.annotations.Nullable;

/**
 * One test as the sink saw it.
 *
 * @param bytes received and counted, over all streams
 * @param seconds from the start, or the end of the omitted time, until the client ended the test
 * @param failure why it did not come to its end, null when it did
 */
public record SinkReport(
        int streams, long bytes, double seconds, @Nullable String failure) {}
