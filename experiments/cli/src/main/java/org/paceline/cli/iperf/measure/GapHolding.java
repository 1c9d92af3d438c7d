package org.paceline.cli.iperf.measure;

/**
 * What held the gaps between frames.
 *
 * @param mechanism as {@code --ipg} names it
 * @param granted whether it is what was asked for
 * @param reason why it was chosen
 */
public record GapHolding(String mechanism, boolean granted, String reason) {}
