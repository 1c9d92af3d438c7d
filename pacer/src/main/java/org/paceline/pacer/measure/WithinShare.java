package org.paceline.pacer.measure;

/**
 * How much of a distribution lies within a bound of its target, on either side.
 *
 * @param boundNs the bound itself counts as within
 * @param share 0 to 1, NaN when nothing was recorded
 */
public record WithinShare(long boundNs, double share) {}
