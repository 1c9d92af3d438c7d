package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a guest of QEMU was measured under.
 *
 * @param stolenMs taken from its host meanwhile
 * @param waitedShare of that time, in which the guest had work and no processor of its host
 * @param waitedShareOfWork the same of the time in which it had work
 */
record GuestRun(GuestBoot boot, long stolenMs, double waitedShare, double waitedShareOfWork) {
    private static final double NS_PER_S = 1e9;
    private static final double PERCENT = 100;

    /** What probe analyze takes of it, the sweep's document included. */
    void writeFacts(Path file, JsonNode sweep) throws IOException {
        HostFacts.of(boot.accelerator().label(), waitedShare, sweep)
                .backendWaited(waitedShareOfWork)
                .write(file);
    }

    /** Above its figures. */
    String title() {
        return String.format(
                Locale.ROOT,
                "%n%s (%s, booted in %.1f s; %d ms stolen, waited for a processor %.1f %% of the time)",
                boot.variant().label(),
                boot.accelerator().label(),
                boot.ns() / NS_PER_S,
                stolenMs,
                PERCENT * waitedShare);
    }

    /** To which the figures are added. */
    ObjectNode json() {
        return new ObjectMapper()
                .createObjectNode()
                .put("variant", boot.variant().label())
                .put("accelerator", boot.accelerator().label())
                .put("boot_s", boot.ns() / NS_PER_S)
                .put("stolen_ms", stolenMs)
                .put("waited_share", waitedShare)
                .put("waited_share_of_work", waitedShareOfWork);
    }
}
