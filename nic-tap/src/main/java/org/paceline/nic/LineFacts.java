package org.paceline.nic;

/**
 * What stands behind a device's queue, for a pacer that wants to use the line as its clock.
 *
 * @param queues frames that were sent may stand before a line, which drains them one after another
 * @param bitsPerSecond the line's rate; 0 when it has none or does not tell
 * @param reason why the rate is 0, as the end of a sentence; empty when it is known
 */
public record LineFacts(boolean queues, long bitsPerSecond, String reason) {
    public static final LineFacts UNKNOWN = new LineFacts(false, 0, "this device does not tell what drains it");
}
