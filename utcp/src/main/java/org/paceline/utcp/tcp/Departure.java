package org.paceline.utcp.tcp;

import org.paceline.nic.wire.EcnCodepoint;

/**
 * A segment that left, as the pacer saw it; reused for the next one of any connection of the stack. Valid until the
 * next poll of one.
 */
public final class Departure {
    private long plannedNs;
    private long gapNs;
    private int payloadBytes;
    private boolean paced;
    private boolean waited;
    private long creditNs;
    private long skippedNs;
    private int ecnCodepoint;

    void set(boolean paced, boolean waited, long plannedNs, long gapNs, int payloadBytes) {
        this.paced = paced;
        this.waited = waited;
        this.plannedNs = plannedNs;
        this.gapNs = gapNs;
        this.payloadBytes = payloadBytes;
        this.creditNs = 0;
        this.skippedNs = 0;
        this.ecnCodepoint = EcnCodepoint.NOT_ECT;
    }

    void late(long credit, long skip) {
        creditNs = credit;
        skippedNs = skip;
    }

    void leavesAs(int codepoint) {
        ecnCodepoint = codepoint;
    }

    /** The {@link EcnCodepoint} that the packet around the segment is to have. */
    public int ecnCodepoint() {
        return ecnCodepoint;
    }

    /** Whether the segment is subject to pacing: it carries data. */
    public boolean paced() {
        return paced;
    }

    /** Whether the segment stood ready before its time, so that {@link #plannedNs()} is when it should have left. */
    public boolean waited() {
        return waited;
    }

    public long plannedNs() {
        return plannedNs;
    }

    /**
     * The gap to the next departure that the policy asks for, of which half may make good for lateness; 0 when unpaced.
     */
    public long gapNs() {
        return gapNs;
    }

    /** By how much the segment's lateness shortens the next gap. */
    public long creditNs() {
        return creditNs;
    }

    /** The rest of its lateness, which the late policy does not give back. */
    public long skippedNs() {
        return skippedNs;
    }

    public int payloadBytes() {
        return payloadBytes;
    }
}
