package org.paceline.pacer.measure;

/**
 * From the decision to the driver, by the kernel's own clock readings.
 *
 * @param stamped frames that the kernel stamped, which the distributions are about
 * @param fromReleaseNs stamp minus release: the send call and what stands below it
 * @param fromPlanNs stamp minus planned time, of those that waited for the pacer
 */
public record StampDelaySnapshot(long stamped, Percentiles fromReleaseNs, Percentiles fromPlanNs) {}
