package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * What a guest of QEMU was measured under.
 *
 * @param stolenMs taken from its host meanwhile
 * @param waitedShare of that time, in which the guest had work and no processor of its host
 */
record GuestRun(GuestBoot boot, long stolenMs, double waitedShare) {
    private static final double NS_PER_S = 1e9;
    private static final double PERCENT = 100;

    /** What probe analyze takes of the guest's host. */
    String hostFacts() {
        return new ObjectMapper()
                .createObjectNode()
                .put("hypervisor", boot.accelerator())
                .put("steal_share", waitedShare)
                .toString();
    }

    /** Above its figures. */
    String title() {
        return String.format(
                Locale.ROOT,
                "%n%s (%s, booted in %.1f s; %d ms stolen, waited for a processor %.1f %% of the time)",
                boot.variant().label(),
                boot.accelerator(),
                boot.ns() / NS_PER_S,
                stolenMs,
                PERCENT * waitedShare);
    }

    /** To which the figures are added. */
    ObjectNode json() {
        return new ObjectMapper()
                .createObjectNode()
                .put("variant", boot.variant().label())
                .put("accelerator", boot.accelerator())
                .put("boot_s", boot.ns() / NS_PER_S)
                .put("stolen_ms", stolenMs)
                .put("waited_share", waitedShare);
    }
}
