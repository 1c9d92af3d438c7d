package org.paceline.utcp.simulation;

import java.util.function.Supplier;

/** Told every frame that leaves, as a line of text that is made only where somebody wants it. */
public interface SimulationTrace {
    /** Nobody wants it. */
    SimulationTrace NONE = (nowNs, text) -> {};

    void line(long nowNs, Supplier<String> text);
}
