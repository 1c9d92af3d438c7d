package org.paceline.probe.capture;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which bytes of a stream have been seen. A sender captured before any loss keeps it at one range; each hole costs one
 * more. Not thread-safe.
 */
final class SeenRanges {
    private final TreeMap<Long, Long> endByStart = new TreeMap<>();
    private long seenBytes;

    /**
     * Notes the bytes from {@code start} up to, not including, {@code end}.
     *
     * @return how many of them had been seen before
     */
    long add(long start, long end) {
        long mergedStart = start;
        long mergedEnd = end;
        long overlapBytes = 0;
        Map.Entry<Long, Long> range = endByStart.floorEntry(end);
        while (range != null && range.getValue() >= start) {
            overlapBytes += Math.max(0, Math.min(end, range.getValue()) - Math.max(start, range.getKey()));
            mergedStart = Math.min(mergedStart, range.getKey());
            mergedEnd = Math.max(mergedEnd, range.getValue());
            endByStart.remove(range.getKey());
            range = endByStart.floorEntry(end);
        }
        endByStart.put(mergedStart, mergedEnd);
        seenBytes += end - start - overlapBytes;
        return overlapBytes;
    }

    /** Bytes seen at least once. */
    long seenBytes() {
        return seenBytes;
    }

    int ranges() {
        return endByStart.size();
    }
}
