package org.paceline.cli.demo;

/** What the report says around its figures. */
final class Captions {
    /** Senders, rate in Mb/s, round-trip time in ms, queue in packets, rounds, seconds. */
    static final String LEAD = """
            %d senders took turns over one path of %s Mb/s with %s ms round-trip time and a queue of %d packets, \
            %d × %d s each. Every figure below is taken from the frames before the bottleneck, from the bottleneck \
            itself or from the receiving server; only the departure error is the sender’s own.""";

    static final String TABLE =
            "Counts are sums over the rounds, peaks are maxima, and of each percentile the worst round’s is shown.";

    /** The threshold, and what it follows from. */
    static final String BACK_TO_BACK = "A segment is back to back with the one before when the gap is at most %s: %s.";

    static final String THRESHOLD_VIRTUAL = "the rule for links without a serialization of their own";

    /** Scatter of the time stamps. */
    static final String THRESHOLD_LIVE = """
            the larger of 5 µs and three times the time stamps’ scatter of %s, \
            at most a quarter of the bottleneck’s pace""";

    /** A quarter of the pace. */
    static final String QUARTER_PACE = """
            By a quarter pace, gaps of up to %s count: the bursts of a sender that needs some microseconds for each \
            frame, which a queue sees all the same.""";

    static final String RATES = """
            Each dot is the rate within 1 ms of the first round, the line its average over each second. An even \
            sender’s dots lie on the line; dots far above it are bursts, and those on the ground are the silence \
            between. What exceeds the scale stands at its upper edge.""";

    static final String GAPS = """
            The further right a curve rises, the wider its gaps. What lies left of the first dashed line left the \
            sender in one piece.""";

    static final String TRAINS = """
            In how long a train a packet finds itself, each packet counting once. An even sender’s curve is at the \
            top from the start.""";

    static final String START = """
            Time-sequence graph of the first ten round trips. Each point is a data segment, large dark points are \
            segments sent again, and the thin stairs are the acknowledgments as they reach the sender. Vertical runs \
            of points are bursts; a slope is a pace.""";

    static final String NOISE = """
            The departure error cannot be better than the noise floor: how late a bare waiter wakes on this host, \
            measured right before each round. Compare the two before blaming a sender.""";

    static final String STEAL = """
            Steal is time that the hypervisor gave to others; it counts in steps of 10 ms. A round with steal shows \
            gaps that no sender made.""";

    static final String NODE = """
            The bottleneck is a program. It decides by the kernel’s arrival stamps, so queue and drops are exact; \
            only its releases can be late, and node lateness says by how much.""";

    static final String STEADY = """
            In steady state a full window is clocked by its acknowledgments, paced or not. Pacing shows at the start, \
            after losses and in what a burst finds in the queue; do not expect more throughput on a path with deep \
            buffers.""";

    /** For a host without namespaces. */
    static final String VIRTUAL_TIME = """
            This host allows neither root nor a user namespace, so no real packets were sent: both utcp arms ran over \
            a link in memory and in virtual time, and the kernel’s arm is missing. Run as root, or allow user \
            namespaces (sysctl kernel.unprivileged_userns_clone=1), for the whole comparison.""";

    private Captions() {}
}
