package org.paceline.cli.iperf.station;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.MacAddress;
import org.paceline.pacer.control.RateText;
import org.paceline.pacer.control.TransmitLimit;
import org.paceline.utcp.runtime.IpgMechanism;
import org.paceline.utcp.runtime.IpgSettings;
import org.paceline.utcp.runtime.WaitMode;
import org.paceline.utcp.stack.LocalNetwork;
import picocli.CommandLine.Option;

/** The options of a command that stands on a device of its own. */
public final class StationOptions {
    private static final long NS_PER_US = 1_000;
    private static final int MAX_LEAD_US = 100_000;
    private static final long MAX_LINK_BITS_PER_SECOND = 1_000_000_000_000L;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "tap:NAME for a TAP interface, which is made if missing, or packet:INTERFACE for a packet socket "
                            + "beside the kernel on an interface that is up.")
    private @Nullable String device;

    @Option(
            names = "--address",
            paramLabel = "CIDR",
            description =
                    "Our address with its prefix, such as 10.0.0.2/24 or 2001:db8::2/64, or one of each family with a "
                            + "comma between; not the kernel's.")
    private @Nullable String address;

    @Option(
            names = "--gateway",
            paramLabel = "IP",
            description = "Next hop for addresses outside of the prefix; an IPv6 router is found by itself.")
    private @Nullable String gateway;

    @Option(
            names = "--mac",
            paramLabel = "MAC",
            description = "Our Ethernet address; one derived from the interface's name unless given.")
    private @Nullable String mac;

    @Option(names = "--capture", paramLabel = "FILE", description = "Write what is sent and received to a pcapng file.")
    private @Nullable Path capture;

    @Option(
            names = "--journal",
            paramLabel = "FOLDER",
            description = "Write when each frame with data was due and when it left; paceline journal reads it.")
    private @Nullable Path journal;

    @Option(
            names = "--wait",
            paramLabel = "HOW",
            defaultValue = "park-then-spin",
            description =
                    "How to wait for a departure: spin (a whole core), park-then-spin or park (late by some 50 us). "
                            + "Default: ${DEFAULT-VALUE}.")
    private String wait = "";

    @Option(
            names = "--ipg",
            paramLabel = "HOW",
            defaultValue = "auto",
            description =
                    "What holds the gap between frames: timed (the thread), gap-frames (PAUSE frames fill a line of "
                            + "known rate), txtime (the kernel, where a trial shows that its qdisc holds frames) or "
                            + "hardware. What the device cannot do is said, and timed takes its "
                            + "place. Default: ${DEFAULT-VALUE}.")
    private String ipg = "";

    @Option(
            names = "--link-rate",
            paramLabel = "RATE",
            description =
                    "For gap-frames: rate at which the path behind the device drains, such as 100M. Default: what "
                            + "the device says.")
    private @Nullable String linkRate;

    @Option(
            names = "--ipg-lead",
            paramLabel = "MICROSECONDS",
            defaultValue = "250",
            description =
                    "For gap-frames and txtime: how far ahead frames are handed over; to be late by less does no harm. "
                            + "Default: ${DEFAULT-VALUE}.")
    private int ipgLeadUs;

    @Option(
            names = "--device-queue",
            paramLabel = "LIMIT",
            defaultValue = "auto",
            description = "How much data of all streams may stand in the interface's queue: auto (2 packets or 1 ms, "
                    + "whichever is more; no limit with gap-frames and txtime, whose frames stand there ahead of "
                    + "their time), packets such as 4, a time such as 500us, or off. Default: ${DEFAULT-VALUE}.")
    private String deviceQueue = "";

    @Option(
            names = "--cpu-headroom",
            paramLabel = "on|off",
            defaultValue = "on",
            description = "Windows grow only while the sending thread has time for what they bring. Default: "
                    + "${DEFAULT-VALUE}.")
    private String cpuHeadroom = "";

    @Option(names = "--cpu", paramLabel = "N", description = "Keep the sending thread on this CPU, counted from 0.")
    private @Nullable Integer cpu;

    @Option(
            names = "--realtime",
            description = "Run the sending thread before all ordinary ones (SCHED_FIFO), where that is permitted.")
    private boolean realtime;

    @Option(
            names = "--tx-stamps",
            description = "Have the kernel tell when each frame reached the driver (packet:INTERFACE only; about a "
                    + "microsecond of CPU a frame).")
    private boolean txStamps;

    /**
     * The options as settings.
     *
     * @throws IllegalArgumentException in one line that says which option is wrong and how to write it
     */
    public StationSettings settings() {
        if (device == null) {
            throw new IllegalArgumentException("no device given; write --device tap:NAME or --device packet:INTERFACE");
        }
        if (address == null) {
            throw new IllegalArgumentException(
                    "no address given; write our own with its prefix, such as --address 10.0.0.2/24");
        }
        return new StationSettings(
                DeviceName.parse(device),
                network(address, gateway),
                mac == null ? StationSettings.DERIVED_MAC : unicast(mac),
                capture,
                journal,
                waitMode(),
                cpu == null ? StationSettings.ANY_CPU : cpu,
                realtime,
                txStamps,
                ipg(),
                TransmitLimit.parse(deviceQueue),
                switched("--cpu-headroom", cpuHeadroom));
    }

    private static boolean switched(String option, String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException(option + " \"" + text + "\" is neither on nor off");
        };
    }

    private static LocalNetwork network(String address, @Nullable String gateway) {
        LocalNetwork network = LocalNetwork.parse(address.split(",", -1));
        return gateway == null ? network : network.withGateway(IpAddress.parse(gateway));
    }

    private IpgSettings ipg() {
        if (ipgLeadUs < 0 || ipgLeadUs > MAX_LEAD_US) {
            throw new IllegalArgumentException(
                    "--ipg-lead " + ipgLeadUs + " is out of range; give 0 to " + MAX_LEAD_US + " microseconds");
        }
        IpgMechanism mechanism = IpgMechanism.parse(ipg);
        long bitsPerSecond = linkRate == null ? 0 : RateText.parse(linkRate);
        if (linkRate != null && (bitsPerSecond <= 0 || bitsPerSecond > MAX_LINK_BITS_PER_SECOND)) {
            throw new IllegalArgumentException(
                    "--link-rate \"" + linkRate + "\" is no rate of a link; write one such as 100M or 1G");
        }
        return new IpgSettings(mechanism, bitsPerSecond, ipgLeadUs * NS_PER_US);
    }

    /** Whether a place on a network was named. */
    public boolean given() {
        return device != null || address != null;
    }

    /**
     * How the sending thread waits.
     *
     * @throws IllegalArgumentException in one line that lists the ways
     */
    public WaitMode waitMode() {
        for (WaitMode mode : WaitMode.values()) {
            if (mode.optionName().equals(wait)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("no wait is called \"" + wait + "\"; use spin, park-then-spin or park");
    }

    private static long unicast(String text) {
        long address = MacAddress.parse(text);
        if (MacAddress.isMulticast(address)) {
            throw new IllegalArgumentException(
                    text + " is the address of a group; a station's first byte is even, such as 02");
        }
        return address;
    }
}
