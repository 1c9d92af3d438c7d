package org.paceline.cli.differential;

import java.util.List;
import org.paceline.nic.memory.LinkModel;
import org.paceline.testbed.AddressFamily;

/**
 * What to compare, and over which path.
 *
 * @param conversations empty for all
 * @param families which protocols run below
 * @param bytes what a bulk conversation carries each way
 * @param connections how many are opened and closed one after the other in each pairing
 * @param link each direction of the path
 * @param seed of the luck on the path
 */
public record DifferentialPlan(
        List<Conversation> conversations,
        List<AddressFamily> families,
        long bytes,
        int connections,
        LinkModel link,
        long seed) {
    public DifferentialPlan {
        if (connections < 0) {
            throw new IllegalArgumentException("--connections " + connections + " is no number of connections");
        }
        families = List.copyOf(families);
        conversations = conversations.isEmpty() ? Conversation.all() : List.copyOf(conversations);
    }
}
