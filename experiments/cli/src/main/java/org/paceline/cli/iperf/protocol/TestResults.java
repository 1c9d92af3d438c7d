package org.paceline.cli.iperf.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one end tells the other after the test.
 *
 * @param senderHasRetransmits 1 or 0 from a sender that can or cannot count them, -1 from a receiver
 * @param congestion name of the congestion control, null where it is not told
 */
public record TestResults(
        CpuShare cpu, int senderHasRetransmits, @Nullable String congestion, List<StreamResult> streams) {
    private static final int MAX_STREAMS = 256;

    public TestResults {
        streams = List.copyOf(streams);
    }

    public JsonNode toJson() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("cpu_util_total", cpu.totalPercent());
        document.put("cpu_util_user", cpu.userPercent());
        document.put("cpu_util_system", cpu.systemPercent());
        document.put("sender_has_retransmits", senderHasRetransmits);
        if (congestion != null) {
            document.put("congestion_used", congestion);
        }
        ArrayNode nodes = document.putArray("streams");
        for (StreamResult stream : streams) {
            stream.writeTo(nodes.addObject());
        }
        return document;
    }

    public static TestResults of(JsonNode document) throws IperfException {
        CpuShare cpu = new CpuShare(
                WireNumber.real(document, "cpu_util_total"),
                WireNumber.real(document, "cpu_util_user"),
                WireNumber.real(document, "cpu_util_system"));
        JsonNode nodes = document.path("streams");
        if (!nodes.isArray() || nodes.size() > MAX_STREAMS) {
            throw new IperfException("the peer's results have no list of streams that could be right");
        }
        List<StreamResult> streams = new ArrayList<>(nodes.size());
        for (JsonNode node : nodes) {
            streams.add(StreamResult.of(node));
        }
        return new TestResults(
                cpu,
                Long.signum(WireNumber.whole(document, "sender_has_retransmits")),
                document.path("congestion_used").textValue(),
                streams);
    }
}
