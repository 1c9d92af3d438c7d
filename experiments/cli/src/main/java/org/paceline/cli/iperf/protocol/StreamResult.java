package org.paceline.cli.iperf.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What one end counted of one stream.
 *
 * @param id as of {@link StreamId}
 * @param bytes without those of the omitted time
 * @param retransmits -1 where they are not known, as at a receiver
 * @param startSeconds of the counted time, since the start of the test
 * @param endSeconds of the counted time, 0 from a server that does not tell
 */
public record StreamResult(int id, long bytes, long retransmits, double startSeconds, double endSeconds) {
    void writeTo(ObjectNode node) {
        node.put("id", id);
        node.put("bytes", bytes);
        node.put("retransmits", retransmits);
        // these three are UDP's, and required all the same
        node.put("jitter", 0);
        node.put("errors", 0);
        node.put("packets", 0);
        node.put("start_time", startSeconds);
        node.put("end_time", endSeconds);
    }

    static StreamResult of(JsonNode node) throws IperfException {
        return new StreamResult(
                Math.toIntExact(Math.max(0, Math.min(Integer.MAX_VALUE, WireNumber.whole(node, "id")))),
                WireNumber.whole(node, "bytes"),
                WireNumber.whole(node, "retransmits"),
                node.has("start_time") ? WireNumber.real(node, "start_time") : 0,
                node.has("end_time") ? WireNumber.real(node, "end_time") : 0);
    }
}
