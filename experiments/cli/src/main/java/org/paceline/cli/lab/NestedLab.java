package org.paceline.cli.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.guest.Accelerator;
import org.paceline.testbed.guest.LabCache;

/**
 * The spacing in front of KVM's backend, vhost-net or QEMU, and behind it, in a machine within a machine. One thread.
 */
public final class NestedLab implements AutoCloseable {
    private final Testbed testbed;
    private final NestedMachine machine;
    private final SpacingRun spacing;

    private NestedLab(Testbed testbed, NestedMachine machine, SpacingRun spacing) {
        this.testbed = testbed;
        this.machine = machine;
        this.spacing = spacing;
    }

    /**
     * Builds the images and boots the outer machine.
     *
     * @param jars of this command, which the guest runs as well
     * @param captures the folder that takes the captures of each variant
     */
    public static NestedLab boot(LabCache cache, List<Path> jars, Accelerator accelerator, Path captures)
            throws IOException {
        Testbed testbed = new Testbed();
        try {
            TestHost host = LabBridge.make(testbed);
            NestedMachine machine = NestedMachine.boot(testbed, host, cache, jars, accelerator);
            return new NestedLab(testbed, machine, new SpacingRun(testbed, host, "kvm", captures));
        } catch (IOException | RuntimeException failure) {
            testbed.close();
            throw failure;
        }
    }

    /**
     * Boots the inner guest for a variant, sends from it, and analyses what became of the packets; one result a gap.
     */
    public List<SpacingResult> run(NestedVariant variant, List<Long> gapsNs, int packets) throws IOException {
        GuestBackend backend = machine.start(variant.vhost());
        spacing.warmUp(backend);
        if (variant.contended()) {
            machine.contend();
        }
        List<SpacingResult> results = new ArrayList<>();
        for (long gapNs : gapsNs) {
            results.add(spacing.measure(
                    backend, variant.label(), new SpacingSender(variant.busy(), false), gapNs, packets));
        }
        return results;
    }

    @Override
    public void close() {
        testbed.close();
    }
}
