package org.paceline.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.paceline.cli.lab.NestedLab;
import org.paceline.cli.lab.NestedVariant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code paceline lab nested}: spacing in front of vhost-net and behind it. */
@Command(
        name = "nested",
        description = {
            "Boots a Linux with KVM in a machine of QEMU, and in it a guest with vhost-net that sends packets evenly.",
            "Shows their spacing as written, behind the guest's card and at the TAP outside. Needs root, Debian 12",
            "and: apt-get install qemu-system-x86 busybox-static kmod."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./paceline lab nested",
            "  ./paceline lab nested --variants sleeping,busy --gaps 1ms --json nested.json"
        })
final class LabNestedCommand implements Callable<Integer> {
    @Option(
            names = "--variants",
            paramLabel = "LIST",
            split = ",",
            description = "Some of: ${COMPLETION-CANDIDATES} (default: all).")
    private List<NestedVariant> variants = Arrays.asList(NestedVariant.values());

    @Mixin
    private SpacingOptions options;

    @Override
    public Integer call() throws IOException {
        return options.run("kvm in a machine of qemu", (folder, results) -> {
            options.say("booting a machine that has KVM");
            try (NestedLab lab =
                    NestedLab.boot(LabCommand.cache(), LabCommand.ownJars(), options.accelerator(), folder)) {
                for (NestedVariant variant : variants) {
                    options.say("starting a guest in it: " + variant);
                    lab.run(variant, options.gapsNs(), options.packets()).forEach(results::add);
                }
            }
        });
    }
}
