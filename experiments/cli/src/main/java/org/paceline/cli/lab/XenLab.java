package org.paceline.cli.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.guest.Accelerator;
import org.paceline.testbed.guest.LabCache;

/** The spacing in front of Xen's netback and behind it. One thread. */
public final class XenLab implements AutoCloseable {
    /** Of xl's {@code rate=}, unless it is given (xl-network-configuration(5)). */
    private static final long RATE_INTERVAL_NS = 50_000_000;

    private static final double LIMITED_SHARE = 0.9;
    private static final long NS_PER_US = 1_000;

    private final Testbed testbed;
    private final XenMachine machine;
    private final XenScheduler scheduler;
    private final SpacingRun spacing;

    private XenLab(Testbed testbed, XenMachine machine, XenScheduler scheduler, SpacingRun spacing) {
        this.testbed = testbed;
        this.machine = machine;
        this.scheduler = scheduler;
        this.spacing = spacing;
    }

    /**
     * Builds the images and boots everything.
     *
     * @param jars of this command, which the guest runs as well
     * @param captures the folder that takes the captures of each variant
     */
    public static XenLab boot(
            LabCache cache, List<Path> jars, Accelerator accelerator, XenScheduler scheduler, Path captures)
            throws IOException {
        Testbed testbed = new Testbed();
        try {
            TestHost host = LabBridge.make(testbed);
            XenMachine machine = XenMachine.boot(testbed, host, cache, jars, accelerator, scheduler);
            SpacingRun spacing = new SpacingRun(testbed, host, "xen", captures);
            spacing.warmUp(machine.backend());
            return new XenLab(testbed, machine, scheduler, spacing);
        } catch (IOException | RuntimeException failure) {
            testbed.close();
            throw failure;
        }
    }

    /**
     * Sends packets so far apart under the settings of a variant, and analyses what became of them; one result a gap.
     */
    public List<SpacingResult> run(XenVariant variant, List<Long> gapsNs, int packets) throws IOException {
        machine.schedule(variant, scheduler);
        List<SpacingResult> results = new ArrayList<>();
        for (long gapNs : gapsNs) {
            long bytes = Math.round(LIMITED_SHARE * SpacingRun.FRAME_BYTES * RATE_INTERVAL_NS / gapNs);
            machine.limit(variant.vifRate() ? bytes : 0, RATE_INTERVAL_NS / NS_PER_US);
            results.add(spacing.measure(machine.backend(), variant.label(), variant.sender(), gapNs, packets));
        }
        machine.limit(0, 0);
        return results;
    }

    @Override
    public void close() {
        testbed.close();
    }
}
