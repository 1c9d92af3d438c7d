package org.paceline.utcp.simulation;

import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.stack.Association;

/** One connection of a scenario as it goes, and its two users once they exist. */
final class Conversation {
    private final ConversationPlan plan;
    private final long openerSeed;
    private final long accepterSeed;
    private final boolean faithful;
    private final long giveUpNs;
    private @Nullable SimulatedUser opener;
    private @Nullable SimulatedUser accepter;
    private int openerPort;

    /** @param giveUpNs when its users abort what is left; {@link Long#MAX_VALUE} for never */
    Conversation(ConversationPlan plan, long contentSeed, boolean faithful, long giveUpNs) {
        this.plan = plan;
        this.openerSeed = contentSeed;
        this.accepterSeed = ~contentSeed;
        this.faithful = faithful;
        this.giveUpNs = giveUpNs;
    }

    ConversationPlan plan() {
        return plan;
    }

    boolean started() {
        return opener != null;
    }

    void start(long nowNs, SimulatedHost host, IpAddress peer) {
        SimulatedUser user = new SimulatedUser(host, plan.opener());
        user.play(plan.opener(), openerSeed, accepterSeed, plan.accepter().bytes(), faithful, giveUpNs);
        opener = user;
        Association association = host.connect(nowNs, peer, user);
        openerPort = association.connection().localPort();
    }

    /** Gives a user at the other host its part, if the connection is this one and nobody plays it yet. */
    boolean cast(SimulatedUser user, boolean atA, int remotePort) {
        boolean here = started() && atA != plan.fromA() && remotePort == openerPort;
        // an old SYN may bring a second connection of the same ports, but not while the first one lasts
        if (!here || (accepter != null && !(accepter.over() && accepter.readBytes() == 0))) {
            return false;
        }
        accepter = user;
        user.play(plan.accepter(), accepterSeed, openerSeed, plan.opener().bytes(), faithful, giveUpNs);
        return true;
    }

    /** Both sides got what they wanted, or the next hop was never found, for which ARP and ND try a few times only. */
    boolean satisfied() {
        if (opener != null && opener.unreachable()) {
            return true;
        }
        return opener != null && accepter != null && opener.satisfied() && accepter.satisfied();
    }

    /** What the accepter has read. */
    long bytesDelivered() {
        return accepter == null ? 0 : accepter.readBytes();
    }

    boolean delivered() {
        return accepter != null && accepter.readBytes() == plan.opener().bytes();
    }

    @Override
    public String toString() {
        return plan + ": opener " + opener + "; accepter " + accepter;
    }
}
