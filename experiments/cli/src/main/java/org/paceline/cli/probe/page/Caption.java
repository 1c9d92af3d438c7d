package org.paceline.cli.probe.page;

/** What is said above the figures. */
final class Caption {
    static final String CURVE_OF_SWEEP =
            "P_coal(T): of packets written at least half of T apart, the share that was seen"
                    + " less than a quarter of that apart. A hold-back of fixed length shows as a step there: gaps"
                    + " below are closed, gaps above survive.";

    static final String CHANGE =
            "The same sweep twice: P_coal(T) before the remedy and after it. What follows below is the"
                    + " sweep after it.";

    static final String CURVE_OF_CAPTURES = "P_coal(T) from the gaps that the sender happened to have, in steps of 1, 2"
            + " and 5; one line a hop. A timer shows as an edge at its time.";

    static final String POINTS = "The points of the path, in their order.";

    static final String POINTS_OF_SWEEP =
            "As the packets were written, and as they were seen. A sweep also sends gaps that"
                    + " count as back to back, so the sender's own mean is above 1.";

    static final String GAPS = "Each line is a point of the path. A step is an even spacing; what rises at the left"
            + " stands back to back.";

    static final String TRAINS =
            "In how long a train a packet travels. The dashed lines are sizes of batches that kernels"
                    + " and hypervisors are known for.";

    static final String BYTES = "Trains of two packets and more.";

    static final String VERDICT =
            "Causes by likelihood; each line of evidence speaks for its cause unless it says" + " against.";

    static final String MARKS = "Constants of kernels and hypervisors. Bold: the median train behind the last point is"
            + " within 5 % of it, or a steady period, or a steady time that the first of a train waits.";

    static final String DELAY =
            "Least to most of each stretch, by the time of sending, beyond the least delay that both"
                    + " clocks allow.";

    static final String SAWTOOTH =
            "Each dot is a packet. Whoever is held back with those behind it makes a sawtooth: the"
                    + " first waits longest. Shown is the stretch whose longest delay is the median of all.";

    static final String WORST = "The same around the longest delay of all.";

    static final String TIMELINE = "The longest train that begins in each of 600 stretches of the run.";

    static final String NOTED = "Beneath: when a host stood still, stolen by the hypervisor or stalled.";

    static final String NOTHING_NOTED = "Steal and stalls of a host were not noted beside these packets.";

    private Caption() {}
}
