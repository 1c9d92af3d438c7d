package org.paceline.nic.memory;

/**
 * Loss in bursts, by the model of Gilbert (1960) and Elliott (1963): a good state that loses nothing of its own, and a
 * bad one. The state moves once a frame, before the frame meets its fate.
 *
 * @param enterProbability from good to bad, 0 to 1
 * @param leaveProbability from bad to good, 0 to 1; the mean burst lasts one over it, in frames
 * @param lossProbability share of frames lost while bad, 0 to 1
 */
public record BurstLoss(double enterProbability, double leaveProbability, double lossProbability) {
    /** Never bad. */
    public static final BurstLoss NONE = new BurstLoss(0, 1, 0);

    public BurstLoss {
        LinkModel.requireProbability("burst entry", enterProbability);
        LinkModel.requireProbability("burst exit", leaveProbability);
        LinkModel.requireProbability("burst loss", lossProbability);
    }

    /** Share of all frames that the bursts lose in the long run. */
    public double meanLoss() {
        double sum = enterProbability + leaveProbability;
        return sum == 0 ? 0 : lossProbability * enterProbability / sum;
    }
}
