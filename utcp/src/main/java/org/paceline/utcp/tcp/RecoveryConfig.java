package org.paceline.utcp.tcp;

/**
 * How losses are found and repaired.
 *
 * @param rack losses are found by time and not by counting duplicates (RFC 8985), where SACK is in use
 */
public record RecoveryConfig(boolean rack) {
    public static RecoveryConfig defaults() {
        return new RecoveryConfig(true);
    }
}
