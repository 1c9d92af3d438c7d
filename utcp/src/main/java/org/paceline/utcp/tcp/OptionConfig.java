package org.paceline.utcp.tcp;

import java.util.function.UnaryOperator;

/**
 * What our SYN offers to the peer.
 *
 * @param sack SACK (RFC 2018)
 * @param timestamps timestamps (RFC 7323)
 * @param windowScaling window scaling (RFC 7323)
 * @param ecn ECN (RFC 3168), which is asked for by control bits and not by an option
 * @param fastOpen data in the SYN (RFC 7413)
 */
public record OptionConfig(
        boolean sack, boolean timestamps, boolean windowScaling, EcnMode ecn, FastOpenConfig fastOpen) {
    /** Neither ECN nor Fast Open. */
    public OptionConfig(boolean sack, boolean timestamps, boolean windowScaling) {
        this(sack, timestamps, windowScaling, EcnMode.OFF, FastOpenConfig.off());
    }

    /** All options but Fast Open, and ECN as Linux has it. */
    public static OptionConfig defaults() {
        return new OptionConfig(true, true, true, EcnMode.ACCEPT, FastOpenConfig.off());
    }

    public OptionConfig withSack(boolean changed) {
        return new OptionConfig(changed, timestamps, windowScaling, ecn, fastOpen);
    }

    public OptionConfig withTimestamps(boolean changed) {
        return new OptionConfig(sack, changed, windowScaling, ecn, fastOpen);
    }

    public OptionConfig withWindowScaling(boolean changed) {
        return new OptionConfig(sack, timestamps, changed, ecn, fastOpen);
    }

    public OptionConfig withEcn(EcnMode changed) {
        return new OptionConfig(sack, timestamps, windowScaling, changed, fastOpen);
    }

    public OptionConfig withFastOpen(UnaryOperator<FastOpenConfig> change) {
        return new OptionConfig(sack, timestamps, windowScaling, ecn, change.apply(fastOpen));
    }
}
