package org.paceline.utcp.tcp;

import org.paceline.nic.wire.SequenceNumber;

/** Nagle's algorithm by the connection's {@link NagleRule}. Belongs to its connection. */
final class Nagle {
    private final NagleRule rule;

    /** End of the last short segment that left, for Minshall's variant. */
    private int shortEnd;

    private boolean shortSent;

    /** Bytes written, and SND.UNA, when nothing was unacknowledged last. */
    private long idleAppendedBytes;

    private int idleUna;

    Nagle(NagleRule rule) {
        this.rule = rule;
    }

    /**
     * Whether the short end of what was written may leave.
     *
     * @param idle nothing is unacknowledged
     * @param appendedBytes written since the connection began
     */
    boolean lets(boolean idle, int sndUna, long appendedBytes) {
        if (idle) {
            idleAppendedBytes = appendedBytes;
            idleUna = sndUna;
            return true;
        }
        return switch (rule) {
            case ANYTHING_UNACKNOWLEDGED -> false;
            case SHORT_SEGMENT_UNACKNOWLEDGED -> !shortSent || SequenceNumber.lessOrEqual(shortEnd, sndUna);
            case EARLIER_WRITE_UNACKNOWLEDGED -> sndUna == idleUna && appendedBytes == idleAppendedBytes;
        };
    }

    void onSent(int endSeq, boolean isShort) {
        if (isShort) {
            shortEnd = endSeq;
            shortSent = true;
        }
    }
}
