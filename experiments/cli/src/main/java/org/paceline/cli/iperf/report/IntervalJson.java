package org.paceline.cli.iperf.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.paceline.cli.iperf.client.IntervalReport;
import org.paceline.cli.iperf.client.StreamInterval;
import org.paceline.cli.iperf.transport.StreamInfo;

/** One entry of iperf3's {@code intervals}: a sender's. */
final class IntervalJson {
    private IntervalJson() {}

    static void write(ObjectNode node, IntervalReport interval) {
        ArrayNode streams = node.putArray("streams");
        for (StreamInterval stream : interval.streams()) {
            ObjectNode entry = streams.addObject();
            entry.put("socket", stream.id());
            moved(entry, interval, stream.bytes());
            if (stream.retransmits() >= 0) {
                StreamInfo info = stream.info();
                entry.put("retransmits", stream.retransmits());
                entry.put("snd_cwnd", info.sndCwndBytes());
                entry.put("snd_wnd", info.sndWndBytes());
                entry.put("rtt", Math.max(0, info.rttUs()));
                entry.put("rttvar", Math.max(0, info.rttvarUs()));
                entry.put("pmtu", info.pmtuBytes());
            }
            entry.put("omitted", interval.omitted());
            entry.put("sender", true);
        }
        ObjectNode sum = node.putObject("sum");
        moved(sum, interval, interval.bytes());
        if (interval.retransmits() >= 0) {
            sum.put("retransmits", interval.retransmits());
        }
        sum.put("omitted", interval.omitted());
        sum.put("sender", true);
    }

    private static void moved(ObjectNode node, IntervalReport interval, long bytes) {
        node.put("start", interval.startSeconds());
        node.put("end", interval.endSeconds());
        node.put("seconds", interval.seconds());
        node.put("bytes", bytes);
        node.put("bits_per_second", interval.seconds() > 0 ? bytes * 8 / interval.seconds() : 0);
    }
}
