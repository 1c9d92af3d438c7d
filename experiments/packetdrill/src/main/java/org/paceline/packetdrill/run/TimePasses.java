package org.paceline.packetdrill.run;

import java.util.function.BooleanSupplier;

/** How time passes for everything that a script has set going. */
@FunctionalInterface
interface TimePasses {
    /** Until then at the latest, and no longer once {@code stop} says so. */
    void pass(long untilNs, BooleanSupplier stop);
}
