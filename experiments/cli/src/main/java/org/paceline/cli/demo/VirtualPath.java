package org.paceline.cli.demo;

import java.nio.file.Path;
import java.util.List;
import org.paceline.cli.transfer.VirtualTransfer;
import org.paceline.pacer.control.PacingPolicy;
import org.paceline.pacer.control.PacingPreset;
import org.paceline.utcp.tcp.TcpConfig;

/**
 * The path in memory and in virtual time, for a host that allows no namespace: utcp on both ends, nothing ever late.
 * The kernel's TCP cannot take part. Belongs to one thread.
 */
final class VirtualPath implements DemoPath {
    private final DemoPlan plan;

    VirtualPath(DemoPlan plan) {
        this.plan = plan;
    }

    @Override
    public String description() {
        return "a link in memory between two utcp stacks, in virtual time";
    }

    @Override
    public List<Arm> arms() {
        return List.of(Arm.UTCP_UNPACED, Arm.UTCP_PACED);
    }

    @Override
    public boolean virtualTime() {
        return true;
    }

    @Override
    public long stampNoiseNs() {
        return 0;
    }

    @Override
    public RoundRecord run(Arm arm, int round, Path capture) {
        VirtualTransfer transfer = new VirtualTransfer(
                plan.forward(),
                plan.back(),
                plan.seconds(),
                TcpConfig.defaults().withPacing(policy(arm)),
                round);
        transfer.run(capture);
        return new RoundRecord(
                arm,
                round,
                transfer.receivedBytes(),
                transfer.seconds(),
                transfer.bottleneck(),
                transfer.departureErrorNs(),
                null,
                0,
                capture);
    }

    private static PacingPolicy policy(Arm arm) {
        return switch (arm) {
            case UTCP_UNPACED -> PacingPreset.OFF.policy();
            case UTCP_PACED -> PacingPreset.HALF_RTT.policy();
            case KERNEL_CUBIC -> throw new IllegalArgumentException("the kernel does not run in virtual time");
        };
    }
}
