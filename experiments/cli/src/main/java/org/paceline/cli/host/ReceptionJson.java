package org.paceline.cli.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.paceline.probe.host.HostReport;

/** What the receiving end of a sweep tells of itself, {@code "schema": 1}; the sweep's result is the sender's. */
public final class ReceptionJson {
    private static final int SCHEMA = 1;

    private ReceptionJson() {}

    /**
     * The document, indented.
     *
     * @param packetsSeen of the run
     * @param host the receiver's meanwhile
     */
    public static String text(int packetsSeen, HostReport host) {
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("schema", SCHEMA).put("packets_seen", packetsSeen);
        document.set("host", HostJson.object(host, HostJson.End.RECEIVER));
        return document.toPrettyString();
    }
}
