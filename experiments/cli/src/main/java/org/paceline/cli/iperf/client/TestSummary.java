package org.paceline.cli.iperf.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.protocol.CpuShare;

/**
 * How a test ended.
 *
 * @param seconds from the first byte until the last one was acknowledged, without the omitted time
 * @param drained whether every byte written was acknowledged before the end was told
 * @param interrupted whether the user ended it; nothing is known of the server then
 * @param remoteCpu null when the server has told nothing, as its congestion control
 */
public record TestSummary(
        double seconds,
        boolean drained,
        boolean interrupted,
        List<StreamSummary> streams,
        CpuShare cpu,
        @Nullable CpuShare remoteCpu,
        String congestion,
        @Nullable String remoteCongestion) {
    public TestSummary {
        streams = List.copyOf(streams);
    }

    public long sentBytes() {
        return streams.stream().mapToLong(StreamSummary::sentBytes).sum();
    }

    /** As the server counted, -1 when it did not tell. */
    public long receivedBytes() {
        return streams.stream().anyMatch(stream -> stream.receivedBytes() < 0)
                ? -1
                : streams.stream().mapToLong(StreamSummary::receivedBytes).sum();
    }

    /** Time that the server took for what it received. */
    public double receiverSeconds() {
        return streams.stream()
                .mapToDouble(StreamSummary::receiverSeconds)
                .max()
                .orElse(0);
    }

    /** Over all streams, -1 when not known. */
    public long retransmits() {
        return streams.stream().anyMatch(stream -> stream.retransmits() < 0)
                ? -1
                : streams.stream().mapToLong(StreamSummary::retransmits).sum();
    }
}
