package org.paceline.pacer.control;

/**
 * A policy under a limit: of the two departures that they allow, the later one counts.
 *
 * @param policy how far apart the flow itself wants to send
 * @param cap what must not be exceeded
 */
public record RateCap(PacingPolicy policy, FixedRate cap) implements PacingPolicy {
    @Override
    public long intervalNs(PacedFlow flow, int payloadBytes) {
        return Math.max(policy.intervalNs(flow, payloadBytes), cap.intervalNs(flow, payloadBytes));
    }

    @Override
    public String name() {
        return policy.name() + ",cap=" + cap.name();
    }
}
