package org.paceline.cli.iperf.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.paceline.cli.iperf.client.SendSettings;
import org.paceline.cli.iperf.client.StreamSummary;
import org.paceline.cli.iperf.client.TestSummary;
import org.paceline.cli.iperf.protocol.CpuShare;

/** iperf3's {@code end} object of an upload. What the server did not tell is left out. */
final class EndJson {
    private EndJson() {}

    static void write(ObjectNode node, TestSummary summary, SendSettings settings) {
        ArrayNode streams = node.putArray("streams");
        for (StreamSummary stream : summary.streams()) {
            ObjectNode entry = streams.addObject();
            sender(entry.putObject("sender"), summary, stream);
            Path file = settings.file();
            if (file != null) {
                diskFile(entry.putObject("diskfile"), stream, file);
            }
            if (stream.receivedBytes() >= 0) {
                ObjectNode receiver = entry.putObject("receiver");
                receiver.put("socket", stream.id());
                moved(receiver, stream.receiverSeconds(), stream.receivedBytes());
                receiver.put("sender", true);
            }
        }
        ObjectNode sent = node.putObject("sum_sent");
        moved(sent, summary.seconds(), summary.sentBytes());
        if (summary.retransmits() >= 0) {
            sent.put("retransmits", summary.retransmits());
        }
        sent.put("sender", true);
        if (summary.receivedBytes() >= 0) {
            ObjectNode received = node.putObject("sum_received");
            moved(received, summary.receiverSeconds(), summary.receivedBytes());
            received.put("sender", true);
        }
        cpu(node.putObject("cpu_utilization_percent"), summary);
        node.put("sender_tcp_congestion", summary.congestion());
        if (summary.remoteCongestion() != null) {
            node.put("receiver_tcp_congestion", summary.remoteCongestion());
        }
    }

    private static void sender(ObjectNode node, TestSummary summary, StreamSummary stream) {
        node.put("socket", stream.id());
        moved(node, summary.seconds(), stream.sentBytes());
        if (stream.retransmits() >= 0) {
            node.put("retransmits", stream.retransmits());
            node.put("max_snd_cwnd", Math.max(0, stream.maxSndCwndBytes()));
            node.put("max_snd_wnd", Math.max(0, stream.maxSndWndBytes()));
            node.put("max_rtt", Math.max(0, stream.maxRttUs()));
            node.put("min_rtt", Math.max(0, stream.minRttUs()));
            node.put("mean_rtt", Math.max(0, stream.meanRttUs()));
        }
        node.put("sender", true);
        if (!stream.timeLimitedNs().isEmpty()) {
            // iperf3 has no such field
            stream.timeLimitedNs().forEach(node.putObject("time_limited_ns")::put);
        }
    }

    private static void diskFile(ObjectNode node, StreamSummary stream, Path file) {
        long size = file.toFile().length();
        node.put("sent", stream.sentBytes());
        node.put("received", Math.max(0, stream.receivedBytes()));
        node.put("size", size);
        node.put("percent_sent", percent(stream.sentBytes(), size));
        node.put("percent_received", percent(Math.max(0, stream.receivedBytes()), size));
        node.put("filename", file.toString());
    }

    private static long percent(long part, long whole) {
        return whole == 0 ? 0 : (long) (100.0 * part / whole);
    }

    private static void cpu(ObjectNode node, TestSummary summary) {
        CpuShare host = summary.cpu();
        node.put("host_total", host.totalPercent());
        node.put("host_user", host.userPercent());
        node.put("host_system", host.systemPercent());
        CpuShare remote = summary.remoteCpu() == null ? CpuShare.NONE : summary.remoteCpu();
        node.put("remote_total", remote.totalPercent());
        node.put("remote_user", remote.userPercent());
        node.put("remote_system", remote.systemPercent());
    }

    private static void moved(ObjectNode node, double seconds, long bytes) {
        node.put("start", 0);
        node.put("end", seconds);
        node.put("seconds", seconds);
        node.put("bytes", bytes);
        node.put("bits_per_second", seconds > 0 ? bytes * 8 / seconds : 0);
    }
}
