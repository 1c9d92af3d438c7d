package org.paceline.cli.gaps;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.paceline.nic.linux.CaptureSocket;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.probe.host.StealTime;
import org.paceline.testbed.DelayNode;
import org.paceline.testbed.DelayNodeReport;
import org.paceline.testbed.DelayNodeSetup;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.utcp.runtime.IpgMechanism;

/** Sender, bottleneck of known rate and receiver in network namespaces. Owned by the testbed that it was made on. */
final class GapsPath {
    /** Longer than the bottleneck's wake-ups take, so that it is late with none. */
    private static final long DELAY_NS = 2_000_000;

    private static final long BLOCK_NS = 10_000_000;
    private static final long BLOCK_BYTES = 256 << 10;
    private static final long SPARE_BLOCKS = 32;

    private final Testbed testbed;
    private final TestHost sender;
    private final TestHost bottleneck;
    private final TestHost receiver;

    GapsPath(Testbed testbed) {
        this.testbed = testbed;
        sender = testbed.host("sender");
        bottleneck = testbed.host("bottleneck");
        receiver = testbed.host("receiver");
        testbed.connect(sender, "sender0", bottleneck, "before0");
        testbed.connect(receiver, "receiver0", bottleneck, "behind0");
    }

    GapsRound run(GapsPlan plan, IpgMechanism mechanism, long seed) {
        LinkModel line =
                LinkModel.defaults().withRateBitsPerSecond(plan.bitsPerSecond()).withDelayNs(DELAY_NS);
        LinkModel back = LinkModel.defaults().withDelayNs(DELAY_NS);
        StealTime before = StealTime.now();
        try (CaptureSocket capture = receiver.call(() -> CaptureSocket.open("receiver0", ringBytes(plan)))) {
            DelayNodeSetup setup = new DelayNodeSetup("before0", "behind0", line, back, seed);
            DelayNode node = testbed.own(DelayNode.start(bottleneck, setup, UnaryOperator.identity()));
            GapsSender.Sent sent = sender.call(() -> GapsSender.send(plan, "sender0", mechanism, seed));
            DelayNodeReport report = node.stop();
            long[] arrivalsNs = arrivalsNs(capture, plan.frames());
            return new GapsRound(
                    mechanism,
                    sent.choice().mechanism(),
                    sent.choice().reason(),
                    gapErrorsNs(arrivalsNs, plan.gapNs()),
                    (int) Arrays.stream(arrivalsNs).filter(time -> time == 0).count(),
                    sent.noiseFloorNs(),
                    report,
                    StealTime.now().msSince(before));
        }
    }

    /** Frames are handed over in blocks, one each 10 ms however few they are; read when the round is over. */
    private static int ringBytes(GapsPlan plan) {
        long blocks = plan.frames() * plan.gapNs() / BLOCK_NS + SPARE_BLOCKS;
        return (int) (blocks * BLOCK_BYTES);
    }

    /** The kernel's stamps at the receiver by the frames' numbers; 0 for one that is missing. */
    private static long[] arrivalsNs(CaptureSocket capture, int frames) {
        ByteBuffer frame = ByteBuffer.allocate(2_048);
        long[] arrivalsNs = new long[frames];
        int quietWaits = 0;
        while (quietWaits < 2) {
            if (capture.receive(frame) == 0) {
                // a block is handed over some 10 ms after its first frame
                capture.awaitFrame(50_000_000);
                quietWaits++;
                continue;
            }
            quietWaits = 0;
            int type = frame.getShort(EthernetHeader.LENGTH_BYTES - Short.BYTES) & 0xffff;
            int number = frame.getInt(GapsSender.NUMBER_OFFSET);
            if (type == GapsSender.EXPERIMENTAL_TYPE && number >= 0 && number < frames) {
                arrivalsNs[number] = capture.epochNs();
            }
        }
        return arrivalsNs;
    }

    private static List<Long> gapErrorsNs(long[] arrivalsNs, long gapNs) {
        long[] errorsNs = new long[arrivalsNs.length];
        int gaps = 0;
        for (int i = 1; i < arrivalsNs.length; i++) {
            if (arrivalsNs[i] > 0 && arrivalsNs[i - 1] > 0) {
                errorsNs[gaps++] = Math.abs(arrivalsNs[i] - arrivalsNs[i - 1] - gapNs);
            }
        }
        return Arrays.stream(errorsNs, 0, gaps).sorted().boxed().toList();
    }
}
