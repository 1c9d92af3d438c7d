package org.paceline.cli.manyflows;

import java.util.List;
import org.paceline.cli.pacebench.SenderScheduling;

/**
 * What to compare.
 *
 * @param flows counts, the fewest first
 * @param bitsPerSecond of payload, of all flows together
 * @param packets that one turn counts, of all flows together
 * @param rounds turns of each count
 * @param live over a veth pair in real time, else in memory and in virtual time
 * @param scheduling of the thread that sends
 */
public record FlowsPlan(
        List<Integer> flows, long bitsPerSecond, long packets, int rounds, boolean live, SenderScheduling scheduling) {
    /** Packets of each flow: below, a rate says little. */
    static final int MIN_GAPS = 20;

    private static final int MAX_FLOWS = 16_000;

    public FlowsPlan {
        flows = flows.stream().sorted().toList();
        if (flows.isEmpty() || flows.get(0) < 1 || flows.get(flows.size() - 1) > MAX_FLOWS) {
            throw new IllegalArgumentException("--flows takes numbers from 1 to 16000, which is what the ports allow");
        }
        if (bitsPerSecond < 1 || packets < 1 || rounds < 1) {
            throw new IllegalArgumentException("--rate, --packets and --rounds have to be at least 1");
        }
    }
}
