package org.paceline.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.paceline.cli.lab.XenLab;
import org.paceline.cli.lab.XenScheduler;
import org.paceline.cli.lab.XenVariant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code paceline lab xen}: spacing in front of netback and behind it. */
@Command(
        name = "xen",
        description = {
            "Boots Xen and its dom0 in a machine of QEMU, and in it a paravirtual guest that sends packets evenly.",
            "Shows their spacing as written, behind netback and at the TAP outside, with dom0 weighing as much as the",
            "guest and with remedies. Needs root, Debian 12 and: apt-get install qemu-system-x86 busybox-static kmod."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./paceline lab xen",
            "  ./paceline lab xen --variants sleeping,busy,busy_weight --gaps 1ms --json xen.json",
            "  ./paceline lab xen --scheduler credit --captures xen-captures"
        })
final class LabXenCommand implements Callable<Integer> {
    @Option(
            names = "--variants",
            paramLabel = "LIST",
            split = ",",
            description = "Some of: ${COMPLETION-CANDIDATES} (default: all).")
    private List<XenVariant> variants = Arrays.asList(XenVariant.values());

    @Option(
            names = "--scheduler",
            paramLabel = "NAME",
            defaultValue = "credit2",
            description = "Of Xen, one of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private XenScheduler scheduler;

    @Mixin
    private SpacingOptions options;

    @Override
    public Integer call() throws IOException {
        return options.run("xen, " + scheduler.label(), (folder, results) -> {
            options.say("booting Xen, dom0 and a guest");
            try (XenLab lab =
                    XenLab.boot(LabCommand.cache(), LabCommand.ownJars(), options.accelerator(), scheduler, folder)) {
                for (XenVariant variant : variants) {
                    options.say("sending from the guest: " + variant);
                    lab.run(variant, options.gapsNs(), options.packets()).forEach(results::add);
                }
            }
        });
    }
}
