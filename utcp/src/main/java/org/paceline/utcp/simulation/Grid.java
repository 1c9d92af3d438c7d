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
                            (loss, rttMs) -> race(algorithm, queuePackets, loss, rttMs, 1, 2_000_000)
                                    .goodputMegabits());
                }
            }
            return text.toString();
        }
    },
    /** Jain's index of four transfers that begin 10 ms apart, by algorithm, queue, loss and round trip. */
    FAIRNESS {
        @Override
        public String text() {
            StringBuilder text = new StringBuilder(
                    "# Jain's index of 4 transfers of 4,000,000 bytes over 20 Mb/s when the first is done\n");
            for (CongestionAlgorithm algorithm : ALGORITHMS) {
                for (int queuePackets : List.of(100)) {
                    table(
                            text,
                            algorithm.linuxName() + ", queue of " + queuePackets + " packets",
                            (loss, rttMs) -> race(algorithm, queuePackets, loss, rttMs, 4, 4_000_000)
                                    .fairness());
                }
            }
            return text.toString();
        }
    };

    private interface Cell {
        double value(double loss, long rttMs);
    }

    private static final List<CongestionAlgorithm> ALGORITHMS = algorithms();
    private static final List<Integer> QUEUES_PACKETS = List.of(5, 25, 100, 1_000);
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

    private static void table(StringBuilder text, String title, Cell cell) {
        text.append('\n').append(title).append('\n').append("loss  ");
        for (long rttMs : RTTS_MS) {
            text.append(String.format(Locale.ROOT, "%5d ms", rttMs));
        }
        text.append('\n');
        for (double loss : LOSSES) {
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
