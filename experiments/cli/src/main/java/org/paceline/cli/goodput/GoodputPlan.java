package org.paceline.cli.goodput;

import java.util.List;
import org.paceline.nic.memory.LinkModel;

/**
 * A grid of losses and algorithms.
 *
 * @param losses shares of frames lost, each a row
 * @param algorithms names that both the kernel and utcp know
 * @param seconds that each transfer sends
 * @param rounds how often each cell is measured; the medians are compared
 * @param rateBitsPerSecond of the bottleneck
 * @param rttMs of the empty path
 * @param live whether the kernel and utcp also run over a real path, which needs root
 */
public record GoodputPlan(
        List<Double> losses,
        List<String> algorithms,
        int seconds,
        int rounds,
        long rateBitsPerSecond,
        double rttMs,
        boolean live) {
    private static final double NS_PER_MS = 1e6;
    private static final int FULL_FRAME_BYTES = 1_514;

    public GoodputPlan {
        losses = List.copyOf(losses);
        algorithms = List.copyOf(algorithms);
        if (seconds < 1 || rounds < 1) {
            throw new IllegalArgumentException("a cell is measured for at least one second in at least one round");
        }
        if (rateBitsPerSecond < 1_000_000 || rttMs < 1) {
            throw new IllegalArgumentException("the path has at least 1 Mb/s and 1 ms");
        }
    }

    /** From the sender to the receiver: the bottleneck, its queue as long as the path, and the loss. */
    LinkModel forward(double loss) {
        long bandwidthDelayBytes = (long) (rateBitsPerSecond / 8.0 * rttMs / 1e3);
        return back().withRateBitsPerSecond(rateBitsPerSecond)
                .withQueuePackets(Math.toIntExact(Math.max(10, bandwidthDelayBytes / FULL_FRAME_BYTES)))
                .withLoss(loss);
    }

    LinkModel back() {
        return LinkModel.defaults().withDelayNs(Math.round(rttMs / 2 * NS_PER_MS));
    }
}
