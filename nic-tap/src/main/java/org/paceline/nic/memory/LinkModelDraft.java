package org.paceline.nic.memory;

/** A {@link LinkModel} while one of its settings is changed. */
final class LinkModelDraft {
    long rateBitsPerSecond;
    long delayNs;
    long jitterNs;
    boolean overtaking;
    int queuePackets;
    long queueBytes;
    int markPackets;
    double lossProbability;
    double reorderProbability;
    long reorderDelayNs;
    double duplicationProbability;
    double corruptionProbability;
    double unseenCorruptionProbability;
    BurstLoss bursts;
    Policer policer;
    Blackout blackout;
    DelayStep step;
    PathMtu mtu;

    LinkModelDraft(LinkModel model) {
        rateBitsPerSecond = model.rateBitsPerSecond();
        delayNs = model.delayNs();
        jitterNs = model.jitterNs();
        overtaking = model.overtaking();
        queuePackets = model.queuePackets();
        queueBytes = model.queueBytes();
        markPackets = model.markPackets();
        lossProbability = model.harm().lossProbability();
        reorderProbability = model.harm().reorderProbability();
        reorderDelayNs = model.harm().reorderDelayNs();
        duplicationProbability = model.harm().duplicationProbability();
        corruptionProbability = model.harm().corruptionProbability();
        unseenCorruptionProbability = model.harm().unseenCorruptionProbability();
        bursts = model.bursts();
        policer = model.policer();
        blackout = model.blackout();
        step = model.step();
        mtu = model.mtu();
    }

    LinkModel model() {
        LinkHarm harm = new LinkHarm(
                lossProbability,
                reorderProbability,
                reorderDelayNs,
                duplicationProbability,
                corruptionProbability,
                unseenCorruptionProbability);
        return new LinkModel(
                rateBitsPerSecond,
                delayNs,
                jitterNs,
                overtaking,
                queuePackets,
                queueBytes,
                markPackets,
                harm,
                bursts,
                policer,
                blackout,
                step,
                mtu);
    }
}
