package org.paceline.cli.headroom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.paceline.probe.host.StealTime;

/**
 * The experiment as text and as JSON.
 *
 * @param stealMs what the hypervisor took of all CPUs meanwhile
 */
public record HeadroomRun(HeadroomPlan plan, List<HeadroomTurn> turns, long stealMs) {
    private static final double MEGA = 1e6;

    /** Needs root: network namespaces, packet sockets, programs of higher weight. */
    public static HeadroomRun of(HeadroomPlan plan, Consumer<String> progress) {
        StealTime before = StealTime.now();
        List<HeadroomTurn> turns = LoadedCore.run(plan, progress);
        return new HeadroomRun(plan, turns, StealTime.now().msSince(before));
    }

    private double median(boolean held, ToDoubleFunction<HeadroomTurn> value) {
        double[] sorted = turns.stream()
                .filter(turn -> turn.held() == held)
                .mapToDouble(value)
                .sorted()
                .toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d flows over %.0f Mb/s and %.0f ms, beside %d programs of niceness %d on CPU %d; %d s a turn%n%n"
                        + "  windows    round   Mb/s   retransmits   RTO   round trip   busy   growth held%n",
                plan.flows(),
                plan.path().rateBitsPerSecond() / MEGA,
                2 * plan.path().delayNs() / MEGA,
                plan.hogs(),
                plan.hogNice(),
                plan.cpu(),
                plan.seconds()));
        for (HeadroomTurn turn : turns) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-9s %6d %7.1f %12d %5d %9.1f ms %5.0f %% %12d%n",
                    turn.title(),
                    turn.round(),
                    turn.goodputBps() / MEGA,
                    turn.retransmits(),
                    turn.timeouts(),
                    turn.rttNs() / MEGA,
                    turn.busyShare() * 100,
                    turn.heldGrowths()));
        }
        text.append(String.format(Locale.ROOT, "%nmedians%n"));
        for (boolean held : new boolean[] {false, true}) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-9s        %7.1f %12.0f %5.0f %9.1f ms%n",
                    held ? "headroom" : "none",
                    median(held, HeadroomTurn::goodputBps) / MEGA,
                    median(held, HeadroomTurn::retransmits),
                    median(held, HeadroomTurn::timeouts),
                    median(held, HeadroomTurn::rttNs) / MEGA));
        }
        return text.append(String.format(Locale.ROOT, "steal during the run: %d ms%n", stealMs))
                .toString();
    }

    public String json() {
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("schema", 1)
                .put("rate_bps", plan.path().rateBitsPerSecond())
                .put("rtt_ns", 2 * plan.path().delayNs())
                .put("flows", plan.flows())
                .put("hogs", plan.hogs())
                .put("hog_nice", plan.hogNice())
                .put("seconds", plan.seconds())
                .put("steal_ms", stealMs);
        for (HeadroomTurn turn : turns) {
            document.withArray("/turns")
                    .addObject()
                    .put("cpu_headroom", turn.held())
                    .put("round", turn.round())
                    .put("goodput_bps", turn.goodputBps())
                    .put("retransmits", turn.retransmits())
                    .put("rto", turn.timeouts())
                    .put("rtt_ns", turn.rttNs())
                    .put("busy_share", turn.busyShare())
                    .put("held_growths", turn.heldGrowths());
        }
        return document.toPrettyString();
    }
}
