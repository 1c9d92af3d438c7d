package org.paceline.utcp.tcp;

/** What a router or the peer's host says of a segment that could not be delivered, alike for both families of IP. */
public enum PathError {
    /** ICMP port unreachable: nobody speaks TCP on that port, or a firewall rejects. */
    PORT_UNREACHABLE(CloseReason.REFUSED),
    /** ICMP protocol unreachable: the host speaks no TCP. */
    PROTOCOL_UNREACHABLE(CloseReason.REFUSED),
    /** Net or host unreachable or unknown, or no route. */
    HOST_UNREACHABLE(CloseReason.UNREACHABLE),
    /** Communication administratively prohibited. */
    PROHIBITED(CloseReason.UNREACHABLE),
    /** Time exceeded or parameter problem: one packet fell, others may not. */
    PACKET_LOST(CloseReason.TIMED_OUT);

    private final CloseReason closeReason;

    PathError(CloseReason closeReason) {
        this.closeReason = closeReason;
    }

    /** How a connection that ends by the error tells it. */
    CloseReason closeReason() {
        return closeReason;
    }
}
