package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.paceline.probe.host.StealTime;

/**
 * A guest of QEMU and what it ran under.
 *
 * @param accelerator tcg or kvm
 * @param bootNs from QEMU's start until the guest answered
 * @param stolenMs taken from this host while it was measured
 */
record GuestRun(QemuVariant variant, String accelerator, long bootNs, long stolenMs) {
    private static final double NS_PER_S = 1e9;

    /** With what was taken since then. */
    GuestRun stolen(StealTime before) {
        return new GuestRun(variant, accelerator, bootNs, StealTime.now().msSince(before));
    }

    /** Above its figures. */
    String title() {
        return String.format(
                Locale.ROOT,
                "%n%s (%s, booted in %.1f s, %d ms stolen)",
                variant.label(),
                accelerator,
                bootNs / NS_PER_S,
                stolenMs);
    }

    /** To which the figures are added. */
    ObjectNode json() {
        return new ObjectMapper()
                .createObjectNode()
                .put("variant", variant.label())
                .put("accelerator", accelerator)
                .put("boot_s", bootNs / NS_PER_S)
                .put("stolen_ms", stolenMs);
    }
}
