package org.paceline.cli.lab;

import java.util.Locale;

/** A guest of KVM's that sends in one way, in a machine that serves its card in one way. */
public enum NestedVariant {
    /** The sender sleeps between packets; the machine's kernel serves the card (vhost-net). */
    SLEEPING(true, false, false),
    /** The sender spins between packets. */
    BUSY(true, true, false),
    /** The same, and another program of the machine wants the processor too. */
    BUSY_CONTENDED(true, true, true),
    /** The sender sleeps, and QEMU itself serves the card. */
    SLEEPING_NO_VHOST(false, false, false),
    /** The sender spins, and QEMU itself serves the card. */
    BUSY_NO_VHOST(false, true, false);

    private final boolean vhost;
    private final boolean busy;
    private final boolean contended;

    NestedVariant(boolean vhost, boolean busy, boolean contended) {
        this.vhost = vhost;
        this.busy = busy;
        this.contended = contended;
    }

    boolean vhost() {
        return vhost;
    }

    /** Whether the sender spins. */
    boolean busy() {
        return busy;
    }

    boolean contended() {
        return contended;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
