package org.paceline.utcp.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.paceline.nic.memory.LinkModel;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;

/** What transfers achieve over a whole range of paths, as text: a change of performance is a change of lines. */
public enum Grid {
    /** Goodput of one transfer by algorithm, queue, loss and round trip. */
    GOODPUT {
        @Override
        public String text() {
            StringBuilder text =
                    new StringBuilder("# Mb/s of 2,000,000 bytes over 20 Mb/s, both handshakes included\n");
            for (CongestionAlgorithm algorithm : ALGORITHMS) {
                for (int queuePackets : QUEUES_PACKETS) {
                    table(
                            text,
                            algorithm.linuxName() + ", queue of " + queuePackets + " packets",
                            LOSSES,
                            (loss, rttMs) -> race(algorithm, queuePackets, loss, rttMs, 1, 2_000_000)
                                    .goodputMegabits());
                }
            }
            return text.toString();
        }
    },
    /**
     * Jain's index of four transfers that begin 10 ms apart, by algorithm, loss and round trip. Short ones tell who
     * started first, as the first is done before the last has grown; long ones tell whether an algorithm comes to
     * share.
     */
    FAIRNESS {
        @Override
        public String text() {
            StringBuilder text = new StringBuilder(
                    "# Jain's index of 4 transfers over 20 Mb/s, queue of 100 packets, when the first is done\n");
            for (CongestionAlgorithm algorithm : ALGORITHMS) {
                fairness(text, algorithm, 4_000_000, LOSSES);
                fairness(text, algorithm, 40_000_000, NO_LOSS);
            }
            return text.toString();
        }
    };

    private interface Cell {
        double value(double loss, long rttMs);
    }

    private static final List<CongestionAlgorithm> ALGORITHMS = algorithms();
    private static final List<Integer> QUEUES_PACKETS = List.of(5, 25, 100, 1_000);
    private static final double[] NO_LOSS = {0};
    private static final double[] LOSSES = {0, 0.003, 0.01, 0.05};
    private static final long[] RTTS_MS = {0, 1, 20, 100, 300};
    private static final long RATE_BITS_PER_SECOND = 20_000_000;
    private static final long MS = 1_000_000;
    private static final long START_NS = 1_000 * MS;
    private static final long SEED = 1;

    public abstract String text();

    private static List<CongestionAlgorithm> algorithms() {
        List<CongestionAlgorithm> moving = new ArrayList<>(List.of(CongestionAlgorithm.values()));
        moving.remove(CongestionAlgorithm.FIXED_WINDOW);
        return List.copyOf(moving);
    }

    private static void fairness(StringBuilder text, CongestionAlgorithm algorithm, long bytes, double[] losses) {
        String title = String.format(Locale.ROOT, "%s, %,d bytes each", algorithm.linuxName(), bytes);
        table(text, title, losses, (loss, rttMs) -> race(algorithm, 100, loss, rttMs, 4, bytes)
                .fairness());
    }

    private static void table(StringBuilder text, String title, double[] losses, Cell cell) {
        text.append('\n').append(title).append('\n').append("loss  ");
        for (long rttMs : RTTS_MS) {
            text.append(String.format(Locale.ROOT, "%5d ms", rttMs));
        }
        text.append('\n');
        for (double loss : losses) {
            text.append(String.format(Locale.ROOT, "%4.1f %%", loss * 100));
            for (long rttMs : RTTS_MS) {
                text.append(String.format(Locale.ROOT, "%8.2f", cell.value(loss, rttMs)));
            }
            text.append('\n');
        }
    }

    private static Race race(
            CongestionAlgorithm algorithm, int queuePackets, double loss, long rttMs, int flows, long bytes) {
        LinkModel back =
                LinkModel.defaults().withRateBitsPerSecond(RATE_BITS_PER_SECOND).withDelayNs(rttMs * MS / 2);
        LinkModel forth = back.withQueuePackets(queuePackets).withLoss(loss);
        TcpConfig config = TcpConfig.defaults().withCongestion(algorithm);
        List<ConversationPlan> plans = new ArrayList<>();
        for (int flow = 0; flow < flows; flow++) {
            UserPlan sender = new UserPlan(bytes, 16_384, 0, 0, Ending.SHUTDOWN);
            UserPlan reader = new UserPlan(0, 16_384, 0, 0, Ending.SHUTDOWN);
            plans.add(new ConversationPlan(true, START_NS + 10L * flow * MS, sender, reader));
        }
        return Simulation.race(new Scenario(
                SEED, false, forth, back, config, config, 1, Long.MAX_VALUE, WindowShrink.NONE, true, plans));
    }
}
