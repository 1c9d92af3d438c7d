package org.paceline.utcp.tcp;

/**
 * What our SYN offers to the peer.
 *
 * @param sack SACK (RFC 2018)
 * @param timestamps timestamps (RFC 7323)
 * @param windowScaling window scaling (RFC 7323)
 * @param ecn ECN (RFC 3168), which is asked for by control bits and not by an option
 */
public record OptionConfig(boolean sack, boolean timestamps, boolean windowScaling, EcnMode ecn) {
    /** No ECN. */
    public OptionConfig(boolean sack, boolean timestamps, boolean windowScaling) {
        this(sack, timestamps, windowScaling, EcnMode.OFF);
    }

    /** All options, and ECN as Linux has it. */
    public static OptionConfig defaults() {
        return new OptionConfig(true, true, true, EcnMode.ACCEPT);
    }

    public OptionConfig withSack(boolean changed) {
        return new OptionConfig(changed, timestamps, windowScaling, ecn);
    }

    public OptionConfig withTimestamps(boolean changed) {
        return new OptionConfig(sack, changed, windowScaling, ecn);
    }

    public OptionConfig withWindowScaling(boolean changed) {
        return new OptionConfig(sack, timestamps, changed, ecn);
    }

    public OptionConfig withEcn(EcnMode changed) {
        return new OptionConfig(sack, timestamps, windowScaling, changed);
    }
}
