package org.paceline.probe.analysis.cause;

import java.util.ArrayList;
import java.util.List;

/**
 * Constants of kernels and hypervisors that show in periods, sizes and bytes of trains. Sources: QEMU
 * hw/net/virtio-net.c, Linux drivers/vhost/net.c, drivers/net/xen-netback, drivers/xen/events,
 * include/linux/netdevice.h, Xen's schedulers.
 *
 * @param value of the constant, in the unit of its kind
 * @param meaning where it comes from
 */
public record Fingerprint(Kind kind, double value, String meaning) {
    /** What the constant is a measure of. */
    public enum Kind {
        PERIOD_NS,
        PACKETS,
        BYTES
    }

    private static final double TOLERANCE = 0.05;
    private static final double MS = 1e6;

    /** Everything that is known. */
    public static final List<Fingerprint> KNOWN = List.of(
            new Fingerprint(Kind.PERIOD_NS, 150_000, "QEMU's transmit timer (TX_TIMER_INTERVAL, 150 us)"),
            new Fingerprint(Kind.PERIOD_NS, 1 * MS, "1 ms: a timer tick at HZ=1000, or Xen's sched_ratelimit_us"),
            new Fingerprint(Kind.PERIOD_NS, 4 * MS, "4 ms: a timer tick at HZ=250, or a CFS slice"),
            new Fingerprint(Kind.PERIOD_NS, 10 * MS, "10 ms: a timer tick at HZ=100, or a scheduler's slice"),
            new Fingerprint(Kind.PERIOD_NS, 30 * MS, "30 ms: the slice of Xen's credit scheduler"),
            new Fingerprint(Kind.PERIOD_NS, 40 * MS, "40 ms: xen.event_eoi_delay of 10 jiffies at HZ=250"),
            new Fingerprint(Kind.PERIOD_NS, 50 * MS, "50 ms: the interval in which a vif's rate credit is refilled"),
            new Fingerprint(Kind.PERIOD_NS, 100 * MS, "100 ms: a period of CFS bandwidth control"),
            new Fingerprint(Kind.PACKETS, 64, "64 packets: NAPI weight, VHOST_NET_BATCH, netback's RX_BATCH_SIZE"),
            new Fingerprint(Kind.PACKETS, 256, "256 packets: QEMU's TX_BURST, VHOST_NET_PKT_WEIGHT"),
            new Fingerprint(Kind.BYTES, 65_536, "64 KiB: the largest frame of TSO and GRO"),
            new Fingerprint(Kind.BYTES, 131_072, "128 KiB: the least credit burst of netback"),
            new Fingerprint(Kind.BYTES, 524_288, "512 KiB: VHOST_NET_WEIGHT"));

    /** Those within 5 % of a measured value. */
    public static List<Fingerprint> near(Kind kind, double value) {
        List<Fingerprint> near = new ArrayList<>();
        for (Fingerprint known : KNOWN) {
            if (known.kind == kind && Math.abs(value - known.value) <= TOLERANCE * known.value) {
                near.add(known);
            }
        }
        return near;
    }

    /** What a train of the bytes of one offloaded frame is called; empty for others. */
    static String ofSegmentation(double bytes) {
        return near(Kind.BYTES, bytes).stream()
                .filter(known -> known.value == 65_536)
                .map(Fingerprint::meaning)
                .findFirst()
                .orElse("");
    }
}
