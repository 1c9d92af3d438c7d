package org.paceline.probe.path;

/** When packets were to leave, by their index in the log of the point that sent them. */
@FunctionalInterface
public interface PlannedTimes {
    /** Nanoseconds in the clock of the log. */
    long plannedNs(int packet);
}
