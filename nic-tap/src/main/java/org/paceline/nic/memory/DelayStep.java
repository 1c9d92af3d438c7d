package org.paceline.nic.memory;

/**
 * The path changes once: from then on it has another delay.
 *
 * @param atNs when, counted from the first frame that the link was offered
 * @param delayNs propagation in one direction from then on
 */
public record DelayStep(long atNs, long delayNs) {
    /** The delay stays as it is. */
    public static final DelayStep NONE = new DelayStep(Long.MAX_VALUE, 0);

    public DelayStep {
        LinkModel.require(atNs >= 0, "delay step", atNs);
        LinkModel.requireTime("delay after the step", delayNs);
    }
}
