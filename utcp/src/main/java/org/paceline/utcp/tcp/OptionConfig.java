package org.paceline.utcp.tcp;

/**
 * What our SYN offers to the peer.
 *
 * @param sack SACK (RFC 2018)
 * @param timestamps timestamps (RFC 7323)
 * @param windowScaling window scaling (RFC 7323)
 */
public record OptionConfig(boolean sack, boolean timestamps, boolean windowScaling) {
    /** Everything. */
    public static OptionConfig defaults() {
        return new OptionConfig(true, true, true);
    }

    public OptionConfig withSack(boolean changed) {
        return new OptionConfig(changed, timestamps, windowScaling);
    }

    public OptionConfig withTimestamps(boolean changed) {
        return new OptionConfig(sack, changed, windowScaling);
    }

    public OptionConfig withWindowScaling(boolean changed) {
        return new OptionConfig(sack, timestamps, changed);
    }
}
