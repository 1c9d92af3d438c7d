package org.paceline.cli.interfacequeue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Both experiments in both arms, in virtual time: text, JSON and a page. */
public final class QueueRun {
    /**
     * How much longer the short transfer has to take without the limit, and how equal the long ones have to be with.
     */
    private static final double RATIO_BOUND = 2;

    private static final double FAIRNESS_BOUND = 0.99;
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_SECOND = 1e9;

    private final QueuePlan plan;
    private final List<ShortTransfer> shorts = new ArrayList<>();
    private final List<LongTransfers> longs = new ArrayList<>();
    private final List<LiveTransfer> lives = new ArrayList<>();

    private QueueRun(QueuePlan plan) {
        this.plan = plan;
    }

    /** Runs everything; says on the way what it is at. */
    public static QueueRun of(QueuePlan plan, PrintWriter progress) {
        QueueRun run = new QueueRun(plan);
        for (QueueArm arm : QueueArm.values()) {
            say(progress, plan.shortBytes() + " bytes beside two transfers that fill the queue, " + arm.title());
            run.shorts.add(ShortTransfer.run(plan, arm));
            say(progress, "three transfers of " + plan.longBytes() + " bytes, " + arm.title());
            run.longs.add(LongTransfers.run(plan, arm));
        }
        return run;
    }

    /** The short transfer over a real interface, beside what virtual time says. */
    public QueueRun live(int rounds, PrintWriter progress) {
        lives.addAll(LiveQueue.run(plan, rounds, what -> say(progress, what)));
        return this;
    }

    private static void say(PrintWriter progress, String what) {
        progress.println("  " + what);
        progress.flush();
    }

    QueuePlan plan() {
        return plan;
    }

    List<ShortTransfer> shorts() {
        return shorts;
    }

    List<LongTransfers> longs() {
        return longs;
    }

    /** How many times as long the short transfer takes without the limit. */
    double ratio() {
        return (double) shortNs(QueueArm.WITHOUT) / shortNs(QueueArm.WITH);
    }

    private long shortNs(QueueArm arm) {
        return shorts.stream()
                .filter(each -> each.arm() == arm)
                .findFirst()
                .orElseThrow()
                .ns();
    }

    /** Median time of the short transfer over a real interface. */
    private double liveNs(QueueArm arm) {
        double[] sorted = lives.stream()
                .filter(each -> each.arm() == arm)
                .mapToDouble(LiveTransfer::ns)
                .sorted()
                .toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private double liveRatio() {
        return liveNs(QueueArm.WITHOUT) / liveNs(QueueArm.WITH);
    }

    /** Jain's index of the three long transfers. */
    double fairness(QueueArm arm) {
        return longs.stream()
                .filter(each -> each.arm() == arm)
                .findFirst()
                .orElseThrow()
                .race()
                .fairness();
    }

    /** Whether the limit does what the paper has it do. */
    public boolean held() {
        boolean liveHeld = lives.isEmpty() || liveRatio() >= RATIO_BOUND;
        return liveHeld && ratio() >= RATIO_BOUND && fairness(QueueArm.WITH) >= FAIRNESS_BOUND;
    }

    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Interface of %.0f Mb/s, round trip %.1f ms, queue of %d packets; virtual time, seed %d%n%n",
                plan.link().rateBitsPerSecond() / 1e6,
                2 * plan.link().delayNs() / NS_PER_MS,
                plan.link().queuePackets(),
                plan.seed()));
        text.append(String.format(
                Locale.ROOT, "%,d bytes beside two transfers that have filled the queue%n", plan.shortBytes()));
        for (ShortTransfer transfer : shorts) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-11s %8.1f ms   round trip %6.1f ms   queue up to %4d packets%n",
                    transfer.arm().title(),
                    transfer.ns() / NS_PER_MS,
                    transfer.rttNs() / NS_PER_MS,
                    transfer.peakQueuePackets()));
        }
        text.append(String.format(Locale.ROOT, "  without the limit it takes %.2f times as long%n%n", ratio()));
        text.append(String.format(
                Locale.ROOT, "Three transfers of %,d bytes, until the first is done%n", plan.longBytes()));
        for (LongTransfers transfers : longs) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-11s %8.2f s    Jain %.4f   %.1f Mb/s together   queue up to %4d packets%n",
                    transfers.arm().title(),
                    transfers.race().elapsedNs() / NS_PER_SECOND,
                    transfers.race().fairness(),
                    transfers.race().goodputMegabits(),
                    transfers.peakQueuePackets()));
        }
        if (!lives.isEmpty()) {
            liveText(text);
        }
        return text.append(
                        held()
                                ? "held: at least 2 times as long without the limit, Jain at least 0.99 with it\n"
                                : "NOT held: 2 times as long without the limit and Jain 0.99 with it were asked for\n")
                .toString();
    }

    private void liveText(StringBuilder text) {
        text.append(String.format(
                Locale.ROOT,
                "%nThe short one again, over a veth pair behind tbf at %.0f Mb/s and a packet socket%n",
                plan.link().rateBitsPerSecond() / 1e6));
        for (LiveTransfer transfer : lives) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-11s %8.1f ms   round trip %6.1f ms   retransmits %d   round %d%n",
                    transfer.arm().title(),
                    transfer.ns() / NS_PER_MS,
                    transfer.rttNs() / NS_PER_MS,
                    transfer.retransmits(),
                    transfer.round()));
        }
        text.append(String.format(
                Locale.ROOT, "  medians: without the limit it takes %.2f times as long%n%n", liveRatio()));
    }

    public String json() {
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("schema", 1)
                .put("rate_bps", plan.link().rateBitsPerSecond())
                .put("rtt_ns", 2 * plan.link().delayNs())
                .put("queue_packets", plan.link().queuePackets())
                .put("seed", plan.seed())
                .put("ratio", ratio())
                .put("held", held());
        ArrayNode shortNodes = document.putArray("short");
        for (ShortTransfer transfer : shorts) {
            ObjectNode node = shortNodes.addObject();
            node.put("arm", transfer.arm().title())
                    .put("bytes", plan.shortBytes())
                    .put("ns", transfer.ns())
                    .put("rtt_ns", transfer.rttNs())
                    .put("peak_queue_packets", transfer.peakQueuePackets());
            points(node.putArray("sent"), transfer.sent());
            points(node.putArray("acknowledged"), transfer.acknowledged());
        }
        ArrayNode longNodes = document.putArray("long");
        for (LongTransfers transfers : longs) {
            ObjectNode node = longNodes.addObject();
            node.put("arm", transfers.arm().title())
                    .put("ns", transfers.race().elapsedNs())
                    .put("jain", transfers.race().fairness())
                    .put("goodput_bps", transfers.race().goodputMegabits() * 1e6)
                    .put("peak_queue_packets", transfers.peakQueuePackets());
            ArrayNode flows = node.putArray("acknowledged");
            transfers.acknowledged().forEach(progress -> points(flows.addArray(), progress));
        }
        if (!lives.isEmpty()) {
            document.put("live_ratio", liveRatio());
            ArrayNode liveNodes = document.putArray("live");
            for (LiveTransfer transfer : lives) {
                liveNodes
                        .addObject()
                        .put("arm", transfer.arm().title())
                        .put("round", transfer.round())
                        .put("ns", transfer.ns())
                        .put("rtt_ns", transfer.rttNs())
                        .put("retransmits", transfer.retransmits());
            }
        }
        return document.toPrettyString();
    }

    private static void points(ArrayNode node, Progress progress) {
        for (Progress.Point point : progress.points()) {
            node.addArray().add(point.ns()).add(point.bytes());
        }
    }

    /** One page with the four figures. */
    public String html() {
        return QueuePage.of(this);
    }
}
