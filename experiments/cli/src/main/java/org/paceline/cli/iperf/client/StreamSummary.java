package org.paceline.cli.iperf.client;

import java.util.Map;

/**
 * One stream over the whole counted time; -1 for what is not known.
 *
 * @param receivedBytes as the server counted
 * @param receiverSeconds the time that the server took for them
 * @param timeLimitedNs what sending waited for since the connection was opened; empty when it is not known
 * @param maxRttUs of the smoothed round-trip times at the ends of the report intervals, as the next two
 */
public record StreamSummary(
        int id,
        long sentBytes,
        long retransmits,
        long maxSndCwndBytes,
        long maxSndWndBytes,
        long maxRttUs,
        long minRttUs,
        long meanRttUs,
        Map<String, Long> timeLimitedNs,
        long receivedBytes,
        double receiverSeconds) {

    StreamSummary received(long bytes, double seconds) {
        return new StreamSummary(
                id,
                sentBytes,
                retransmits,
                maxSndCwndBytes,
                maxSndWndBytes,
                maxRttUs,
                minRttUs,
                meanRttUs,
                timeLimitedNs,
                bytes,
                seconds);
    }
}
