package org.paceline.cli.pacebench;

import org.paceline.utcp.runtime.IpgMechanism;

/** A way to keep frames apart. */
public enum Mechanism {
    /** Clock, wait, send: no TCP, nothing received. What user space can reach on this host. */
    BARE_LOOP("bare-loop", "bare loop", "unpaced", true),
    /** utcp through its whole stack; the waiter holds the gap. */
    UTCP_TIMED("utcp-timed", "utcp, timed release", "paced", true),
    /** The same with launch times, which the kernel's qdisc holds, where a trial shows that it does. */
    UTCP_TXTIME("utcp-txtime", "utcp, SO_TXTIME", "paced second", true),
    /** The same with PAUSE frames between segments, where the line has a rate. */
    UTCP_GAP_FRAMES("utcp-gap-frames", "utcp, gap frames", "paced third", true),
    /** The same with the register of the card, where its driver offers one. */
    UTCP_HARDWARE("utcp-hardware", "utcp, register of the card", "paced third", true),
    /** The kernel's TCP under SO_MAX_PACING_RATE without segmentation offload. */
    KERNEL_PACED("kernel-paced", "kernel TCP, SO_MAX_PACING_RATE", "kernel", false),
    /** The same with segmentation offload, as interfaces have it by default. */
    KERNEL_PACED_GSO("kernel-paced-gso", "kernel TCP, SO_MAX_PACING_RATE, offload on", "kernel second", false),
    /** iperf3 -b: the application holds back its writes. */
    IPERF3_RATE("iperf3-b", "iperf3 -b", "kernel third", false);

    private final String id;
    private final String title;
    private final String look;
    private final boolean ours;

    Mechanism(String id, String title, String look, boolean ours) {
        this.id = id;
        this.title = title;
        this.look = look;
        this.ours = ours;
    }

    /** Name in options and results. */
    public String id() {
        return id;
    }

    /** Name for people. */
    public String title() {
        return title;
    }

    /** Classes of the style sheet. */
    String look() {
        return look;
    }

    /** What holds the gaps of our stack in this arm. */
    IpgMechanism ipg() {
        return switch (this) {
            case UTCP_TXTIME -> IpgMechanism.TXTIME;
            case UTCP_GAP_FRAMES -> IpgMechanism.GAP_FRAMES;
            case UTCP_HARDWARE -> IpgMechanism.HARDWARE;
            default -> IpgMechanism.TIMED;
        };
    }

    /** Whether it plans departures and waits for them in user space, on any of our devices. */
    public boolean ours() {
        return ours;
    }
}
