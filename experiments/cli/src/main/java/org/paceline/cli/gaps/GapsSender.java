package org.paceline.cli.gaps;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.paceline.cli.transfer.SenderThread;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.MacAddress;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.ipg.IpgControl;
import org.paceline.pacer.measure.NoiseFloor;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.ParkThenSpin;
import org.paceline.pacer.wait.WakeSource;
import org.paceline.utcp.runtime.IpgChoice;
import org.paceline.utcp.runtime.IpgMechanism;
import org.paceline.utcp.runtime.IpgSettings;

/** Sends numbered frames in even steps, and wakes late for each on purpose. Runs on the calling thread. */
final class GapsSender {
    /** IEEE 802: for local experiments. */
    static final int EXPERIMENTAL_TYPE = 0x88b5;

    static final int NUMBER_OFFSET = EthernetHeader.LENGTH_BYTES;

    private static final int NOISE_DEADLINES = 1_000;

    private static final long START_NS = 5_000_000;

    record Sent(IpgChoice choice, Percentiles noiseFloorNs) {}

    private GapsSender() {}

    static Sent send(GapsPlan plan, String interfaceName, IpgMechanism mechanism, long seed) {
        SenderThread.prepare();
        NanoClock clock = NanoClock.system();
        DeadlineWaiter waiter = new ParkThenSpin(clock);
        Percentiles noiseFloorNs =
                new NoiseFloor(clock, waiter, WakeSource.SLEEP).measure(plan.gapNs(), NOISE_DEADLINES);
        try (PacketSocketDevice device = PacketSocketDevice.open(interfaceName)) {
            IpgSettings settings = new IpgSettings(mechanism, plan.bitsPerSecond(), plan.leadNs());
            IpgChoice choice = IpgChoice.of(settings, device, clock);
            ByteBuffer frame = ByteBuffer.allocateDirect(plan.frameBytes());
            EthernetHeader.write(
                    frame, 0, MacAddress.BROADCAST, device.capabilities().macAddress(), EXPERIMENTAL_TYPE);
            SplittableRandom lateness = new SplittableRandom(seed);
            long firstNs = clock.nowNs() + START_NS;
            for (int number = 0; number < plan.frames(); number++) {
                frame.putInt(NUMBER_OFFSET, number);
                long dueNs = firstNs + number * plan.gapNs();
                long lateNs = plan.lateNs() == 0 ? 0 : lateness.nextLong(plan.lateNs());
                waiter.waitUntil(choice.control().earliestReleaseNs(dueNs) + lateNs, WakeSource.SLEEP);
                while (choice.control().release(frame, plan.frameBytes(), dueNs) == IpgControl.REFUSED) {
                    Thread.onSpinWait();
                }
            }
            return new Sent(choice, noiseFloorNs);
        }
    }
}
