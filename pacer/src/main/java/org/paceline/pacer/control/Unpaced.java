package org.paceline.pacer.control;

/** No pacing: a segment follows as soon as the windows allow. */
public record Unpaced() implements PacingPolicy {
    @Override
    public long intervalNs(PacedFlow flow, int payloadBytes) {
        return 0;
    }

    @Override
    public String name() {
        return "off";
    }
}
