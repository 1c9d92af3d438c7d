package org.paceline.cli.lab;

import java.util.Locale;

/** What a guest of QEMU may do to the spacing, each switched on by itself beside a clean set-up. */
public enum QemuVariant {
    /** The default: each notification of the guest is served by a bottom half at once. */
    BH("virtio-net-pci,tx=bh"),
    /** Notifications are gathered for 150 us (hw/net/virtio-net.c, TX_TIMER_INTERVAL). */
    TIMER("virtio-net-pci,tx=timer"),
    /** The same for 1 ms. */
    TIMER_1MS("virtio-net-pci,tx=timer,x-txtimer=1000000"),
    /** No segmentation by the host, no checksums left open. */
    NO_OFFLOADS("virtio-net-pci,tx=bh,gso=off,host_tso4=off,host_tso6=off,host_ufo=off,guest_tso4=off,guest_tso6=off,"
            + "csum=off,guest_csum=off"),
    /** An emulated Intel card in place of virtio. */
    E1000("e1000"),
    /** The default, while another program wants the processor that the guest is on. */
    BUSY_HOST("virtio-net-pci,tx=bh"),
    /** Our own TCP in the guest, the gaps held by its pacer's thread. */
    TCP("virtio-net-pci,tx=bh"),
    /** The same, the gaps held by the guest's kernel: each frame has its launch time (SO_TXTIME), and fq keeps it. */
    TCP_TXTIME("virtio-net-pci,tx=bh"),
    /** The guest's kernel TCP at a pacing rate, segments left to the card, as cards have it by default. */
    KERNEL_TSO("virtio-net-pci,tx=bh"),
    /** The same with each segment for itself. */
    KERNEL_NO_TSO("virtio-net-pci,tx=bh");

    private final String device;

    QemuVariant(String device) {
        this.device = device;
    }

    String device() {
        return device;
    }

    /** Whether the guest has to share its processor of the host. */
    boolean contended() {
        return this == BUSY_HOST;
    }

    /** Beside what every guest has on its kernel's command line. */
    String bootOptions() {
        return this == TCP_TXTIME ? "default_qdisc=fq" : "";
    }

    /** Of probe run in the guest, beside gaps and packets. */
    String sweepOptions() {
        return switch (this) {
            case TCP -> tcp();
            case TCP_TXTIME -> tcp() + " --ipg txtime";
            default -> "";
        };
    }

    /** The address is the stack's own, beside the kernel's. */
    private static String tcp() {
        return GuestSweep.overTcp("10.77.0.3/24");
    }

    /** Whether the guest's kernel sends a stream, and not our probe a sweep. */
    boolean streams() {
        return !streamSetting().isEmpty();
    }

    /** What ethtool sets in the guest before a stream. */
    String streamSetting() {
        return switch (this) {
            case KERNEL_TSO -> "tso on gso on";
            case KERNEL_NO_TSO -> "tso off gso off";
            default -> "";
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
