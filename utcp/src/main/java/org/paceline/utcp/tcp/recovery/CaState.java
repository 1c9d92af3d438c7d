package org.paceline.utcp.tcp.recovery;

/** Where the sender stands with congestion, under Linux's names and with its numbers (tcpi_ca_state). */
public enum CaState {
    /** Nothing is wrong. */
    OPEN,
    /** Duplicate ACKs or SACKs came, and nothing is held to be lost. */
    DISORDER,
    /** Congestion was told of by ECN, and the rate goes down. */
    CWR,
    /** Fast recovery. */
    RECOVERY,
    /** The retransmission timer expired, and not everything that was outstanding then has been acknowledged. */
    LOSS;

    /** From a reduction until everything outstanding then has been acknowledged. */
    boolean reducing() {
        return this == CWR || this == RECOVERY || this == LOSS;
    }

    @SuppressWarnings("EnumOrdinal") // Linux numbers them in this order
    public int linuxValue() {
        return ordinal();
    }
}
