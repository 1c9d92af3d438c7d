package org.paceline.cli.headroom;

/**
 * What one arm did in one round.
 *
 * @param held whether windows were held back
 * @param goodputBps payload that was acknowledged, bits a second, of all flows
 * @param retransmits segments sent again
 * @param timeouts retransmission timeouts
 * @param rttNs mean of the flows' smoothed round trips at the end
 * @param busyShare part of the last 10 ms that the loop worked or was late
 * @param heldGrowths acknowledgments at which a window was not allowed to grow
 */
record HeadroomTurn(
        boolean held,
        int round,
        double goodputBps,
        long retransmits,
        long timeouts,
        double rttNs,
        double busyShare,
        long heldGrowths) {
    String title() {
        return held ? "headroom" : "none";
    }
}
