package org.paceline.cli.iperf.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a client tells the server of a TCP upload before it.
 *
 * @param omitSeconds time at the start that is not counted
 * @param durationSeconds 0 when the amount of data ends the test
 * @param totalBytes over all streams, 0 when the time ends the test
 * @param parallel number of streams
 * @param blockBytes what one read should ask for
 * @param rateBitsPerSecond a stream's pacing rate, which a server may limit; 0 for none
 */
public record TestParameters(
        int omitSeconds, int durationSeconds, long totalBytes, int parallel, int blockBytes, long rateBitsPerSecond) {
    public static final int MAX_PARALLEL = 128;
    public static final int MAX_BLOCK_BYTES = 1 << 20;
    public static final int DEFAULT_BLOCK_BYTES = 128 << 10;

    public JsonNode toJson() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("tcp", true);
        document.put("omit", omitSeconds);
        document.put("time", durationSeconds);
        document.put("num", totalBytes);
        document.put("blockcount", 0);
        document.put("parallel", parallel);
        document.put("len", blockBytes);
        if (rateBitsPerSecond > 0) {
            document.put("bandwidth", rateBitsPerSecond);
        }
        document.put("pacing_timer", 1000);
        // the version whose messages these are; some servers choose their number format by it
        document.put("client_version", "3.12");
        return document;
    }

    /** Parameters that a client sent; fails for a test that is no TCP upload. */
    public static TestParameters of(JsonNode document) throws IperfException {
        if (!document.path("tcp").asBoolean()) {
            throw new IperfException("the client asks for a test that is not TCP");
        }
        if (document.path("reverse").asBoolean()
                || document.path("bidirectional").asBoolean()) {
            throw new IperfException("the client asks us to send, and this server only receives");
        }
        int parallel = document.path("parallel").asInt(1);
        int blockBytes = document.path("len").asInt(DEFAULT_BLOCK_BYTES);
        if (parallel < 1 || parallel > MAX_PARALLEL) {
            throw new IperfException("the client asks for " + parallel + " streams");
        }
        if (blockBytes < 1) {
            throw new IperfException("the client asks for blocks of " + blockBytes + " bytes");
        }
        return new TestParameters(
                document.path("omit").asInt(0),
                document.path("time").asInt(0),
                document.path("num").asLong(0),
                parallel,
                Math.min(blockBytes, MAX_BLOCK_BYTES),
                document.path("bandwidth").asLong(0));
    }
}
