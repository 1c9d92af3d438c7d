package org.paceline.utcp.tcp.recovery;

/**
 * What one acknowledgment tells the loss recovery; one object, filled again for each. The connection fills in what the
 * segment says, the recovery what it means. Not thread-safe.
 */
public final class AckReport {
    public long nowNs;

    /** SEG.ACK, which may be older than {@link #sndUna}. */
    public int ack;

    public int sndUna;
    public int sndNxt;
    public int segmentBytes;

    /** New data that it acknowledged, cumulatively. */
    public int acknowledgedBytes;

    /** RFC 5681 section 2. */
    public boolean duplicate;

    /** Whether text that was never sent could leave now, as far as the peer's window goes. */
    public boolean newDataWaiting;

    /**
     * By its timestamp it answers a segment that left before this moment; {@link Long#MAX_VALUE} when it does not tell.
     */
    public long echoedBeforeNs;

    /** What had been sacked before it came. */
    public long sackedBeforeBytes;

    /** A segment that had been sent more than once was acknowledged or sacked. */
    boolean retransmittedArrived;

    /** A segment that had been sent once, before the last recovery point, was acknowledged or sacked. */
    boolean originalArrived;

    /** It reports a segment after a later one although the segment had not been sent again. */
    boolean reordered;

    /** Duplicate segments that its D-SACK block tells of, 0 for none. */
    int duplicatesTold;

    /** End of the D-SACK block. */
    int duplicateEnd;

    /** Begins the report; what the segment says is filled in by the caller. */
    void clear(long sackedBytes) {
        sackedBeforeBytes = sackedBytes;
        acknowledgedBytes = 0;
        duplicate = false;
        newDataWaiting = false;
        retransmittedArrived = false;
        originalArrived = false;
        reordered = false;
        duplicatesTold = 0;
        echoedBeforeNs = Long.MAX_VALUE;
    }
}
