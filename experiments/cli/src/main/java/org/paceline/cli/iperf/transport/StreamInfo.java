package org.paceline.cli.iperf.transport;

/**
 * How a connection stands, in the units that iperf3 reports; -1 for what the transport cannot tell.
 *
 * @param ackedBytes acknowledged by the peer since the connection was opened
 * @param retransmits segments sent again since the connection was opened
 * @param sndCwndBytes congestion window
 * @param sndWndBytes window that the peer offers
 * @param rttUs smoothed round-trip time
 * @param rttvarUs its variation
 * @param pmtuBytes largest IP packet of the path
 */
public record StreamInfo(
        long ackedBytes,
        long retransmits,
        long sndCwndBytes,
        long sndWndBytes,
        long rttUs,
        long rttvarUs,
        int pmtuBytes) {
    public static final StreamInfo UNKNOWN = new StreamInfo(-1, -1, -1, -1, -1, -1, -1);

    /** Whether the transport counts retransmissions, without which iperf3 leaves out all of these. */
    public boolean known() {
        return retransmits >= 0;
    }
}
