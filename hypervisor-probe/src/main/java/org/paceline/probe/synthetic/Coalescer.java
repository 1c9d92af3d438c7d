package org.paceline.probe.synthetic;

import java.util.Random;

/** Something that moves packets in time: it holds them back, and keeps their order. */
@FunctionalInterface
interface Coalescer {
    /** Nothing happens. */
    Coalescer NONE = (timesNs, frameBytes, random) -> {};

    /** Moves each packet of {@code timesNs}, which do not run backwards, to the time at which it leaves. */
    void hold(long[] timesNs, int[] frameBytes, Random random);
}
