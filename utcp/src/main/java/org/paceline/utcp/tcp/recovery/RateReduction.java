package org.paceline.utcp.tcp.recovery;

/**
 * Proportional Rate Reduction, RFC 9937 (which replaces RFC 6937): cwnd of a recovery follows what is delivered, so
 * that the flight comes down to ssthresh by the end and no ACK is silent. Names are the RFC's. Not thread-safe.
 */
public final class RateReduction {
    private boolean active;
    private long thresholdBytes;

    /** RecoverFS: what was in flight when the recovery began. */
    private long recoverFlightBytes;

    /** prr_delivered and prr_out. */
    private long deliveredBytes;

    private long sentBytes;
    private long windowBytes;
    private boolean wholeSegments;

    /**
     * A recovery begins; the ACK that began it is told to {@link #onAck} as the first.
     *
     * @param thresholdBytes ssthresh, where the flight is to come down to
     * @param flightBytes in flight before that ACK, without what had been sacked before it
     * @param wholeSegments the share is counted in segments and rounded up, as Linux does
     */
    public void begin(long thresholdBytes, long flightBytes, boolean wholeSegments) {
        this.wholeSegments = wholeSegments;
        active = true;
        this.thresholdBytes = thresholdBytes;
        recoverFlightBytes = Math.max(1, flightBytes);
        deliveredBytes = 0;
        sentBytes = 0;
    }

    /**
     * RFC 9937 section 6, on every ACK in a recovery.
     *
     * @param newlyDeliveredBytes DeliveredData
     * @param pipeBytes in the network after it, inflight
     * @param safe safeACK: it acknowledged new data and told of no further loss
     */
    public void onAck(long newlyDeliveredBytes, long pipeBytes, boolean safe, int segmentBytes) {
        deliveredBytes += newlyDeliveredBytes;
        long sendBytes;
        if (pipeBytes > thresholdBytes) {
            sendBytes = ceilOfShare(segmentBytes) - sentBytes;
        } else {
            sendBytes = Math.max(deliveredBytes - sentBytes, newlyDeliveredBytes);
            if (safe) {
                sendBytes += segmentBytes; // the slow start reduction bound, when the recovery is in good progress
            }
            sendBytes = Math.min(thresholdBytes - pipeBytes, sendBytes);
        }
        if (sentBytes == 0 && sendBytes <= 0) {
            sendBytes = segmentBytes; // the fast retransmission leaves whatever the rate says
        }
        windowBytes = pipeBytes + Math.max(0, sendBytes);
    }

    /** prr_delivered * ssthresh / RecoverFS, rounded up. */
    private long ceilOfShare(int segmentBytes) {
        long shareBytes = (deliveredBytes * thresholdBytes + recoverFlightBytes - 1) / recoverFlightBytes;
        return wholeSegments ? (shareBytes + segmentBytes - 1) / segmentBytes * segmentBytes : shareBytes;
    }

    /** Data left, for the first time or again. */
    public void onSent(int bytes) {
        sentBytes += bytes;
    }

    public void end() {
        active = false;
    }

    public boolean active() {
        return active;
    }

    /** cwnd, while {@link #active()}. */
    public long windowBytes() {
        return windowBytes;
    }
}
