package org.paceline.cli.headroom;

import org.paceline.nic.memory.LinkModel;

/**
 * What is sent over which path, and what else runs on the sender's core.
 *
 * @param path its rate, its delay one way, and its queue
 * @param flows that send together
 * @param hogs programs that run on the core of the sending thread all the time
 * @param hogNice their niceness: -5 has three times the weight of the sending thread
 * @param cpu the core, counted from 0
 */
public record HeadroomPlan(LinkModel path, int flows, int hogs, int hogNice, int cpu, int seconds, int rounds) {
    private static final int MAX_FLOWS = 1_000;
    private static final int MAX_HOGS = 32;
    private static final int LEAST_NICE = -20;
    private static final int MOST_NICE = 19;
    private static final int MAX_SECONDS = 120;
    private static final int MAX_ROUNDS = 100;

    public HeadroomPlan {
        within("--flows", flows, 1, MAX_FLOWS);
        within("--hogs", hogs, 0, MAX_HOGS);
        within("--nice", hogNice, LEAST_NICE, MOST_NICE);
        within("--cpu", cpu, 0, Runtime.getRuntime().availableProcessors() - 1);
        within("--seconds", seconds, 1, MAX_SECONDS);
        within("--rounds", rounds, 1, MAX_ROUNDS);
    }

    private static void within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    option + " " + value + " is out of range; give " + least + " to " + most);
        }
    }
}
