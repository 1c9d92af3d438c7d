package org.paceline.cli;

import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.testbed.guest.Accelerator;
import picocli.CommandLine.Option;

/** What the lab's machines run on. */
final class AcceleratorOption {
    @Option(
            names = "--accel",
            paramLabel = "HOW",
            description = "${COMPLETION-CANDIDATES}: tcg emulates and works everywhere, kvm needs a usable /dev/kvm"
                    + " (default: kvm where it is usable).")
    private @Nullable Accelerator asked;

    /** The one that was asked for, else the best; a failure where that cannot be used here. */
    Accelerator chosen() {
        if (asked == null) {
            return Accelerator.best();
        }
        if (!asked.usable()) {
            throw new CommandFailure("/dev/kvm cannot be opened here; without --accel the machine is emulated");
        }
        return asked;
    }
}
