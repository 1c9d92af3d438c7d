package org.paceline.cli.iperf.client;

import org.paceline.cli.iperf.transport.StreamInfo;

/**
 * Counts of one stream: since the last report and since counting began. Belongs to the thread that runs the test.
 *
 * <p>Bytes are those that the peer has acknowledged, where the transport tells, and otherwise those written, as iperf3
 * counts them: what stands in the send buffer has not been sent.
 */
final class StreamMeter {
    private final DataSender sender;
    private long countedFromBytes;
    private long countedFromRetransmits;
    private long reportedBytes;
    private long reportedRetransmits;
    private long maxSndCwndBytes = -1;
    private long maxSndWndBytes = -1;
    private long maxRttUs = -1;
    private long minRttUs = -1;
    private long sumRttUs;
    private int rttSamples;

    StreamMeter(DataSender sender) {
        this.sender = sender;
    }

    /** Counts from here on; what came before is omitted. */
    void restart() {
        StreamInfo info = sender.stream().info();
        countedFromBytes = bytes(info);
        countedFromRetransmits = Math.max(0, info.retransmits());
        reportedBytes = countedFromBytes;
        reportedRetransmits = countedFromRetransmits;
        maxSndCwndBytes = -1;
        maxSndWndBytes = -1;
        maxRttUs = -1;
        minRttUs = -1;
        sumRttUs = 0;
        rttSamples = 0;
    }

    /** What happened since the last report. */
    StreamInterval report() {
        StreamInfo info = sender.stream().info();
        long bytes = bytes(info);
        long retransmits = info.known() ? info.retransmits() - reportedRetransmits : -1;
        StreamInterval interval = new StreamInterval(sender.id(), bytes - reportedBytes, retransmits, info);
        reportedBytes = bytes;
        reportedRetransmits = Math.max(0, info.retransmits());
        sample(info);
        return interval;
    }

    StreamSummary summary() {
        StreamInfo info = sender.stream().info();
        return new StreamSummary(
                sender.id(),
                bytes(info) - countedFromBytes,
                info.known() ? info.retransmits() - countedFromRetransmits : -1,
                maxSndCwndBytes,
                maxSndWndBytes,
                maxRttUs,
                minRttUs,
                rttSamples == 0 ? -1 : sumRttUs / rttSamples,
                sender.stream().timeLimitedNs(),
                -1,
                -1);
    }

    private long bytes(StreamInfo info) {
        return info.ackedBytes() >= 0 ? info.ackedBytes() : sender.writtenBytes();
    }

    private void sample(StreamInfo info) {
        maxSndCwndBytes = Math.max(maxSndCwndBytes, info.sndCwndBytes());
        maxSndWndBytes = Math.max(maxSndWndBytes, info.sndWndBytes());
        if (info.rttUs() >= 0) {
            maxRttUs = Math.max(maxRttUs, info.rttUs());
            minRttUs = minRttUs < 0 ? info.rttUs() : Math.min(minRttUs, info.rttUs());
            sumRttUs += info.rttUs();
            rttSamples++;
        }
    }
}
