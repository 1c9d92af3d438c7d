package org.paceline.utcp.tcp;

/**
 * Where a connection's time went, at one moment: the times of all limits add up to {@link #lifeNs} exactly.
 *
 * @param spentNs by the order of {@link SendLimit}
 * @param busyNs while data was waiting or in flight
 * @param lifeNs since the first segment
 */
@SuppressWarnings({"ArrayRecordComponent", "EnumOrdinal"}) // made once for each report, and read by limit
public record TimeReport(long[] spentNs, long busyNs, long lifeNs) {
    public long spentNs(SendLimit limit) {
        return spentNs[limit.ordinal()];
    }
}
