package org.paceline.testbed;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.paceline.nic.linux.PacketSettings;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.nic.wire.EthernetHeader;

/**
 * How much the kernel's arrival stamps on a veth scatter: frames are sent one by one, and the time from the call that
 * sends to the stamp at the other end is compared. Without a burst in it, all scatter is the stamp's.
 */
public final class StampNoise {
    /** IEEE 802 leaves this type to local experiments; no stack answers it. */
    private static final int EXPERIMENTAL_TYPE = 0x88B5;

    private static final int PROBES = 500;
    private static final int WARM_UP_PROBES = 200;
    private static final int FRAME_BYTES = 1_514;
    private static final long SPACING_NS = 100_000;
    private static final long PATIENCE_NS = 20_000_000;

    /** An interquartile range of normal scatter is this many standard deviations; stalls do not move it. */
    private static final double SIGMAS_IN_QUARTILE_RANGE = 1.349;

    private StampNoise() {}

    /**
     * Measures on the link between two hosts; takes about 0.1 s.
     *
     * @return standard deviation in nanoseconds
     */
    public static long measureNs(TestHost from, String fromInterface, TestHost to, String toInterface) {
        PacketSettings everything = PacketSettings.defaults().withPromiscuous(true);
        try (PacketSocketDevice sender = from.call(() -> PacketSocketDevice.open(fromInterface));
                PacketSocketDevice receiver = to.call(() -> PacketSocketDevice.open(toInterface, everything))) {
            return robustDeviation(delays(sender, receiver));
        }
    }

    private static long[] delays(PacketSocketDevice sender, PacketSocketDevice receiver) {
        ByteBuffer probe = ByteBuffer.allocateDirect(FRAME_BYTES);
        EthernetHeader.write(
                probe,
                0,
                receiver.capabilities().macAddress(),
                sender.capabilities().macAddress(),
                EXPERIMENTAL_TYPE);
        ByteBuffer arrived = ByteBuffer.allocateDirect(receiver.capabilities().maxFrameBytes());
        long[] delaysNs = new long[PROBES];
        int measured = 0;
        for (int each = 0; each < WARM_UP_PROBES + PROBES; each++) {
            LockSupport.parkNanos(SPACING_NS);
            long sentNs = System.nanoTime();
            boolean sent = sender.send(probe, FRAME_BYTES);
            if (sent && awaitProbe(receiver, arrived, sentNs) && each >= WARM_UP_PROBES) {
                delaysNs[measured++] = receiver.arrivalNs() - sentNs;
            }
        }
        return Arrays.copyOf(delaysNs, measured);
    }

    private static boolean awaitProbe(PacketSocketDevice receiver, ByteBuffer arrived, long sentNs) {
        EthernetHeader header = new EthernetHeader();
        while (System.nanoTime() - sentNs < PATIENCE_NS) {
            int lengthBytes = receiver.receive(arrived);
            if (header.wrap(arrived, 0, lengthBytes) && header.type() == EXPERIMENTAL_TYPE) {
                return true;
            }
        }
        return false;
    }

    static long robustDeviation(long[] delaysNs) {
        if (delaysNs.length == 0) {
            throw new TestbedException("no frame came through a veth pair; is another program filtering on it?");
        }
        Arrays.sort(delaysNs);
        long quartileRangeNs = delaysNs[delaysNs.length * 3 / 4] - delaysNs[delaysNs.length / 4];
        return Math.round(quartileRangeNs / SIGMAS_IN_QUARTILE_RANGE);
    }
}
