package org.paceline.utcp.tcp.recovery;

/**
 * How fast the path delivers, by draft-cheng-iccrg-delivery-rate-estimation: each segment carries what had been
 * delivered when it left, and its acknowledgment tells the rate since then.
 *
 * <p>The {@link RetransmissionQueue} feeds it, so whatever marks a segment as sacked or removes it counts as delivery,
 * once. Bytes are sequence numbers, times those of the device's arrivals. Not thread-safe.
 */
public final class DeliveryRate {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    /**
     * Of each segment's stamps: P.delivered with P.is_app_limited as lowest bit, P.delivered_time, P.first_sent_time.
     */
    static final int STAMPS = 3;

    private final RateSample sample;
    private long[] stamps = SegmentSlots.NONE.stamps;

    /** C.delivered, C.delivered_time and C.first_sent_time. */
    private long deliveredBytes;

    private long deliveredNs;
    private long firstSentNs;
    private long deliveredSegments;
    private long lostBytes;

    /** C.app_limited: once more than this has been delivered, the application keeps the path busy again; 0 for none. */
    private long appLimitedUntilBytes;

    // of the last acknowledgment that gave a rate worth showing
    private long shownBytes;
    private long shownIntervalNs;
    private boolean shownAppLimited;

    /** @param sample to be filled with each acknowledgment; nothing of it is kept from one to the next */
    DeliveryRate(RateSample sample) {
        this.sample = sample;
    }

    /** The queue has other slots from now on. */
    void use(long[] stampsOfSlots) {
        stamps = stampsOfSlots;
    }

    /** SendPacket(): the segment in this slot of the queue leaves. */
    void onSent(int slot, long nowNs, boolean pipeEmpty) {
        if (pipeEmpty) {
            firstSentNs = nowNs;
            deliveredNs = nowNs;
        }
        int at = slot * STAMPS;
        stamps[at] = deliveredBytes << 1 | (appLimitedUntilBytes > 0 ? 1 : 0);
        stamps[at + 1] = deliveredNs;
        stamps[at + 2] = firstSentNs;
    }

    /** UpdateRateSample(): so many bytes of the segment are reported to have arrived, for the first time. */
    void onDelivered(int slot, int bytes, long sentNs, boolean sentOnce) {
        deliveredBytes += bytes;
        deliveredSegments++;
        deliveredNs = sample.arrivalNs;
        if (sample.priorDeliveredBytes >= 0 && sentNs < sample.newestSentNs) {
            return;
        }
        int at = slot * STAMPS;
        sample.newestSentNs = sentNs;
        sample.newestRttNs = sentOnce ? Math.max(1, sample.arrivalNs - sentNs) : -1;
        sample.priorDeliveredBytes = stamps[at] >>> 1;
        sample.appLimited = (stamps[at] & 1) != 0;
        sample.sendElapsedNs = sentNs - stamps[at + 2];
        sample.ackElapsedNs = deliveredNs - stamps[at + 1];
        firstSentNs = sentNs;
    }

    void onLost(int bytes) {
        lostBytes += bytes;
    }

    /** An acknowledgment arrived; what it reports is told next. */
    public void beginAck(long ackArrivalNs) {
        sample.begin(ackArrivalNs, deliveredBytes, lostBytes);
    }

    /**
     * GenerateRateSample(): everything that the acknowledgment reports was told.
     *
     * @param minRttNs an interval below it is compressed ACKs and tells of no rate; -1 when not known
     */
    public void endAck(long minRttNs) {
        if (appLimitedUntilBytes > 0 && deliveredBytes > appLimitedUntilBytes) {
            appLimitedUntilBytes = 0;
        }
        if (sample.priorDeliveredBytes < 0) {
            return;
        }
        // the slower of the two: neither a burst of segments nor one of ACKs raises the rate
        long longerNs = Math.max(sample.sendElapsedNs, sample.ackElapsedNs);
        if (longerNs <= 0 || longerNs < minRttNs) {
            return;
        }
        sample.intervalNs = longerNs;
        if (!sample.appLimited || rate(intervalBytes(), sample.intervalNs) >= shownBytesPerSecond()) {
            shownBytes = intervalBytes();
            shownIntervalNs = sample.intervalNs;
            shownAppLimited = sample.appLimited;
        }
    }

    private static long rate(long bytes, long ns) {
        return bytes * NS_PER_SECOND / ns;
    }

    /** The path could take more and nothing waits to be sent: rates measured now are the application's. */
    public void onAppLimited(long pipeBytes) {
        appLimitedUntilBytes = Math.max(1, deliveredBytes + pipeBytes);
    }

    public boolean appLimited() {
        return appLimitedUntilBytes > 0;
    }

    /** C.delivered: everything that was ever reported to have arrived. */
    public long deliveredBytes() {
        return deliveredBytes;
    }

    public long deliveredSegments() {
        return deliveredSegments;
    }

    /** By the last acknowledgment, cumulatively or by SACK. */
    public long newlyDeliveredBytes() {
        return deliveredBytes - sample.deliveredBeforeBytes;
    }

    /** Found to be lost at the last acknowledgment. */
    public long newlyLostBytes() {
        return lostBytes - sample.lostBeforeBytes;
    }

    /** Round trip of the youngest segment that arrived, -1 when it was sent more than once (Karn) or none did. */
    public long rttNs() {
        return sample.newestRttNs;
    }

    /** rs.prior_delivered: C.delivered when the youngest segment that arrived was sent; -1 when none arrived. */
    public long priorDeliveredBytes() {
        return sample.priorDeliveredBytes;
    }

    /** rs.interval, -1 when the acknowledgment gave no rate. */
    public long intervalNs() {
        return sample.intervalNs;
    }

    /** rs.delivered: how much arrived in {@link #intervalNs()}. */
    public long intervalBytes() {
        return sample.priorDeliveredBytes < 0 ? 0 : deliveredBytes - sample.priorDeliveredBytes;
    }

    /** rs.delivery_rate, -1 when the acknowledgment gave none. */
    public long bytesPerSecond() {
        return sample.intervalNs <= 0 ? -1 : rate(intervalBytes(), sample.intervalNs);
    }

    /** rs.is_app_limited. */
    public boolean sampleAppLimited() {
        return sample.appLimited;
    }

    /** tcpi_delivery_rate: the last rate of the path, or a faster one of the application; 0 when there was none. */
    public long shownBytesPerSecond() {
        return shownIntervalNs == 0 ? 0 : rate(shownBytes, shownIntervalNs);
    }

    /** tcpi_delivery_rate_app_limited. */
    public boolean shownAppLimited() {
        return shownAppLimited;
    }
}
