package org.paceline.cli.iperf.client;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a test when its data connections stand.
 *
 * @param cookie its name, 36 characters
 * @param maximumSegmentBytes payload of a full segment of the first stream, -1 when not known, as the buffer sizes
 */
public record TestStart(
        Instant time,
        String cookie,
        List<ConnectedStream> streams,
        int maximumSegmentBytes,
        int sendBufferBytes,
        int receiveBufferBytes) {
    public TestStart {
        streams = List.copyOf(streams);
    }
}
