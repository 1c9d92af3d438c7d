package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What probe analyze takes of a guest and of its host beside captures. Not thread-safe. */
final class HostFacts {
    private static final String PACKETS_PER_KICK = "packets_per_kick";

    private final ObjectNode facts = new ObjectMapper().createObjectNode();

    private HostFacts() {}

    /**
     * Of a sweep.
     *
     * @param stealShare of the time in which the guest, or what serves its card, had work and no processor
     * @param sweep the document of probe run in the guest, or a missing node
     */
    static HostFacts of(String hypervisor, double stealShare, JsonNode sweep) {
        HostFacts told = new HostFacts();
        told.facts.put("hypervisor", hypervisor).put("steal_share", stealShare);
        JsonNode packetsPerKick = sweep.path("host").path(PACKETS_PER_KICK);
        if (packetsPerKick.isNumber()) {
            told.facts.set(PACKETS_PER_KICK, packetsPerKick);
        }
        return told;
    }

    /** @param share of the time in which the machine that has the backend had work, that it did not run */
    HostFacts backendWaited(double share) {
        facts.put("backend_waited_share", share);
        return this;
    }

    void write(Path file) throws IOException {
        Files.writeString(file, facts.toString());
    }
}
