package org.paceline.nic.memory;

/**
 * What a link does to single frames, each frame with luck of its own.
 *
 * @param lossProbability share of frames that the line loses, 0 to 1
 * @param reorderProbability share of frames that are held back, 0 to 1
 * @param reorderDelayNs how long those are held back, so that others overtake them
 * @param duplicationProbability share of frames that arrive twice, 0 to 1
 * @param corruptionProbability share of frames that arrive with one bit flipped behind the Ethernet header, 0 to 1
 * @param unseenCorruptionProbability share of frames whose TCP segment arrives damaged in two places that the checksum
 *     takes for none (Stone and Partridge, "When the CRC and TCP checksum disagree", 2000), 0 to 1
 */
public record LinkHarm(
        double lossProbability,
        double reorderProbability,
        long reorderDelayNs,
        double duplicationProbability,
        double corruptionProbability,
        double unseenCorruptionProbability) {
    /** Every frame arrives once, as it was sent and in its turn. */
    public static final LinkHarm NONE = new LinkHarm(0, 0, 0, 0, 0, 0);

    public LinkHarm {
        LinkModel.requireProbability("loss", lossProbability);
        LinkModel.requireProbability("reorder", reorderProbability);
        LinkModel.requireTime("reorder delay", reorderDelayNs);
        LinkModel.requireProbability("duplication", duplicationProbability);
        LinkModel.requireProbability("corruption", corruptionProbability);
        LinkModel.requireProbability("unseen corruption", unseenCorruptionProbability);
    }
}
