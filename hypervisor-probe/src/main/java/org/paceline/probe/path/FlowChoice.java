package org.paceline.probe.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paceline.probe.capture.FlowTable;
import org.paceline.probe.capture.FlowTuple;
import org.paceline.probe.capture.PacketLog;

/**
 * Which flows carry the load: of each conversation the direction with more payload, when it is a noticeable part of
 * all. Only their packets with payload are measured; acknowledgments and control connections are not. Immutable.
 */
final class FlowChoice {
    /** A control connection beside a test is less. */
    private static final double NOTICEABLE = 0.005;

    private final boolean[] chosen;
    private final List<Integer> flows;

    private FlowChoice(boolean[] chosen, List<Integer> flows) {
        this.chosen = chosen;
        this.flows = List.copyOf(flows);
    }

    /** Chooses by what the first point saw. */
    static FlowChoice of(FlowTable table, PacketLog first) {
        long[] bytes = new long[table.flows()];
        long all = 0;
        for (int packet = 0; packet < first.packets(); packet++) {
            bytes[first.flow(packet)] += first.payloadBytes(packet);
            all += first.payloadBytes(packet);
        }
        Map<FlowTuple, Integer> numbers = new HashMap<>();
        for (int flow = 0; flow < bytes.length; flow++) {
            numbers.put(table.tuple(flow), flow);
        }
        boolean[] chosen = new boolean[bytes.length];
        List<Integer> flows = new ArrayList<>();
        for (int flow = 0; flow < bytes.length; flow++) {
            Integer back = numbers.get(table.tuple(flow).reversed());
            long backBytes = back == null ? 0 : bytes[back];
            boolean forward = bytes[flow] > backBytes || (bytes[flow] == backBytes && back != null && flow < back);
            if (forward && bytes[flow] > NOTICEABLE * all) {
                chosen[flow] = true;
                flows.add(flow);
            }
        }
        flows.sort(Comparator.comparingLong((Integer flow) -> bytes[flow]).reversed());
        return new FlowChoice(chosen, flows);
    }

    /** The same with one flow only. */
    FlowChoice only(int flow) {
        boolean[] one = new boolean[chosen.length];
        one[flow] = true;
        return new FlowChoice(one, List.of(flow));
    }

    /** Numbers of the flows, the one with most bytes first. */
    List<Integer> flows() {
        return flows;
    }

    boolean isChosen(int flow) {
        return flow < chosen.length && chosen[flow];
    }

    /** Whether a packet is one of the load: with payload, of a flow that is chosen. */
    boolean carries(PacketLog log, int packet) {
        return isChosen(log.flow(packet)) && log.payloadBytes(packet) > 0;
    }
}
