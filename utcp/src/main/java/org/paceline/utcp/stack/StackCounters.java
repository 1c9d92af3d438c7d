package org.paceline.utcp.stack;

/** What a stack has dropped, by the reason, and what it has answered. Written by the stack's thread. */
public final class StackCounters {
    public long framesReceived;
    public long framesSent;

    /** Frames that are for another station, or of a protocol that is not spoken here. */
    public long notForUs;

    public long malformedEthernet;
    public long malformedArp;
    public long malformedIpv4;
    public long malformedIpv6;
    public long malformedIcmp;

    /** Neighbour discovery that RFC 4861 would not have us believe. */
    public long malformedDiscovery;

    public long malformedTcp;

    /** IPv4, ICMP or TCP checksums that do not hold. */
    public long badChecksums;

    /** IP fragments received. */
    public long fragments;

    /** Datagrams put together from fragments. */
    public long datagramsReassembled;

    /** Fragments dropped because they overlap others, hide a TCP header or are no multiple of 8 bytes. */
    public long fragmentsRefused;

    /** Datagrams given up because a fragment did not come in time. */
    public long reassemblyTimeouts;

    /** Datagrams given up because fragments of others came at the bound. */
    public long reassemblyEvictions;

    /** Connections in TIME-WAIT that made room: for the peer's SYN, for a connect of ours, and at the bound. */
    public long timeWaitsSucceeded;

    public long timeWaitsReused;
    public long timeWaitsRecycled;

    /** ICMP errors about segments of connections, and of none. */
    public long icmpErrors;

    public long strayIcmpErrors;

    /** IPv4 packets with a source route (RFC 7126 4.3 drops them). */
    public long sourceRouted;

    /** Segments for connections that do not exist, answered with a RST. */
    public long noConnection;

    /** Segments with SYN and FIN that {@link org.paceline.utcp.tcp.SynFinRule} has dropped. */
    public long synFinsDropped;

    /** SYNs answered with a cookie (RFC 4987). */
    public long cookiesSent;

    /** Connections that a cookie brought back, and ACKs that acknowledged none of ours. */
    public long cookiesAccepted;

    public long cookiesRefused;

    /** Handshakes given up because the peer never answered. */
    public long handshakesExpired;

    /** Complete handshakes that found the backlog or the connection table full. */
    public long acceptsRefused;

    /** SYNs dropped because the backlog, the SYN queue or the connection table was full. */
    public long synsDropped;

    /** Replies, ARP and ICMP and RST, dropped because too many waited. */
    public long repliesDropped;

    /** Frames dropped because their next hop was not known and one was waiting for it already. */
    public long unresolvedDropped;

    /** Messages of others that claim one of our IPv6 addresses. */
    public long duplicateAddresses;

    public long malformed() {
        return malformedEthernet
                + malformedArp
                + malformedIpv4
                + malformedIpv6
                + malformedIcmp
                + malformedDiscovery
                + malformedTcp;
    }
}
