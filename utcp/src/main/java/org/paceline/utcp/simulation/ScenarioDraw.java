package org.paceline.utcp.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.paceline.nic.memory.Blackout;
import org.paceline.nic.memory.BurstLoss;
import org.paceline.nic.memory.DelayStep;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.PathMtu;
import org.paceline.nic.memory.Policer;
import org.paceline.nic.wire.OptionOrder;
import org.paceline.pacer.control.PacingText;
import org.paceline.utcp.tcp.EcnMode;
import org.paceline.utcp.tcp.PushRule;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;
import org.paceline.utcp.tcp.recovery.RecoveryConfig;

/**
 * What a seed means. Most draws are of everyday paths and users; each harm has its share, so that some seeds meet many
 * at once.
 */
final class ScenarioDraw {
    private static final long US = 1_000;
    private static final long MS = 1_000_000;
    private static final long SECOND_NS = 1_000_000_000;
    private static final int FULL_FRAME_BYTES = 1_514;
    private static final String[] PACING = {"half-rtt", "rtt", "linux", "rfc9002", "off", "10M"};

    private final long seed;
    private final SplittableRandom random;
    private final boolean ipv6;

    ScenarioDraw(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.ipv6 = random.nextBoolean();
    }

    Scenario scenario() {
        LinkModel forth = model();
        LinkModel back = random.nextInt(3) == 0 ? model() : forth;
        boolean faithful = !oneIn(40);
        if (!faithful) {
            forth = forth.withUnseenCorruption(random.nextDouble() * 0.05);
        }
        TcpConfig configA = config();
        TcpConfig configB = config();
        long tickNs = oneIn(6) ? pick(MS, 4 * MS, 10 * MS) : 1;
        long restartNs = oneIn(20) ? SECOND_NS + random.nextLong(3 * SECOND_NS) : Long.MAX_VALUE;
        return new Scenario(
                seed, ipv6, forth, back, configA, configB, tickNs, restartNs, shrink(), faithful, conversations());
    }

    private WindowShrink shrink() {
        if (!oneIn(8)) {
            return WindowShrink.NONE;
        }
        long fromNs = SECOND_NS + random.nextLong(2 * SECOND_NS);
        return new WindowShrink(fromNs, fromNs + random.nextLong(3 * SECOND_NS), (int) pick(2, 10, 0x10000));
    }

    private List<ConversationPlan> conversations() {
        List<ConversationPlan> plans = new ArrayList<>();
        int count = oneIn(4) ? 2 + random.nextInt(3) : 1;
        for (int index = 0; index < count; index++) {
            boolean both = oneIn(3);
            UserPlan opener = user(both || random.nextInt(4) > 0 ? size() : 0);
            UserPlan accepter = user(both || opener.bytes() == 0 ? size() : 0);
            long startNs = index == 0 ? SECOND_NS : SECOND_NS + random.nextLong(2 * SECOND_NS);
            plans.add(new ConversationPlan(random.nextInt(3) > 0, startNs, opener, accepter));
        }
        return plans;
    }

    /** Bytes; as many short ones as long ones on a logarithmic scale. */
    private long size() {
        return random.nextLong(1L << (4 + random.nextInt(oneIn(30) ? 17 : 15)));
    }

    private UserPlan user(long bytes) {
        boolean slowWriter = oneIn(8);
        boolean slowReader = oneIn(6);
        boolean slow = slowWriter || slowReader;
        // a slow user is done after some hundred rests
        int chunkBytes = slow ? 256 + (int) (bytes / 100) : 1 + random.nextInt(16_384);
        Ending ending = oneIn(16) ? Ending.ABORT : random.nextInt(3) == 0 ? Ending.CLOSE : Ending.SHUTDOWN;
        return new UserPlan(
                bytes,
                Math.min(16_384, chunkBytes),
                slowWriter ? random.nextLong(60 * MS) : 0,
                slowReader ? random.nextLong(60 * MS) : 0,
                ending);
    }

    private LinkModel model() {
        LinkModel model = LinkModel.defaults()
                .withRateBitsPerSecond(oneIn(12) ? 0 : 1_000_000L << random.nextInt(10))
                .withDelayNs(delayNs())
                .withQueuePackets(oneIn(6) ? 1 + random.nextInt(4) : 4 + random.nextInt(100));
        if (random.nextInt(3) > 0) {
            model = model.withLoss(random.nextDouble() * 0.05);
        }
        if (oneIn(3)) {
            model = model.withReordering(random.nextDouble() * 0.1, random.nextInt(30) * MS);
        }
        if (oneIn(3)) {
            model = model.withDuplication(random.nextDouble() * 0.05);
        }
        if (oneIn(4)) {
            model = model.withCorruption(random.nextDouble() * 0.02);
        }
        if (oneIn(3)) {
            model = model.withJitterNs(random.nextInt(10) * MS).withOvertaking(random.nextBoolean());
        }
        return seldom(model);
    }

    private LinkModel seldom(LinkModel before) {
        LinkModel model = before;
        if (oneIn(8)) {
            model = model.withBursts(new BurstLoss(random.nextDouble() * 0.02, 0.1 + random.nextDouble() * 0.5, 0.9));
        }
        if (oneIn(10)) {
            long burstBytes = FULL_FRAME_BYTES * (2L + random.nextInt(40));
            model = model.withPolicer(new Policer(500_000L << random.nextInt(8), burstBytes));
        }
        if (oneIn(12)) {
            model = model.withQueueBytes(FULL_FRAME_BYTES + random.nextInt(20_000));
        }
        if (oneIn(12)) {
            long lengthNs = random.nextLong(2 * SECOND_NS);
            model = model.withBlackout(
                    new Blackout(random.nextLong(SECOND_NS), lengthNs, oneIn(2) ? 0 : 3 * lengthNs + 5 * SECOND_NS));
        }
        if (oneIn(12)) {
            model = model.withStep(new DelayStep(random.nextLong(2 * SECOND_NS), delayNs()));
        }
        if (oneIn(12)) {
            model = model.withMtu(mtu());
        }
        return oneIn(6) ? model.withMarkPackets(random.nextInt(20)) : model;
    }

    /** No less than each family's hosts may count on (RFC 791, RFC 8200 section 5). */
    private PathMtu mtu() {
        int leastBytes = ipv6 ? 1_280 : 576;
        return new PathMtu(leastBytes + random.nextInt(1_500 - leastBytes), random.nextBoolean());
    }

    private long delayNs() {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> random.nextLong(10 * US);
            case 2 -> random.nextLong(SECOND_NS);
            default -> random.nextLong(60 * MS);
        };
    }

    private TcpConfig config() {
        CongestionAlgorithm[] algorithms = CongestionAlgorithm.values();
        EcnMode[] ecns = EcnMode.values();
        PushRule[] pushes = PushRule.values();
        OptionOrder[] orders = OptionOrder.values();
        return TcpConfig.defaults()
                .withSendBufferBytes(1 << (11 + random.nextInt(8)))
                .withReceiveBufferBytes(1 << (11 + random.nextInt(8)))
                .withOptions(options -> options.withSack(random.nextInt(4) > 0))
                .withOptions(options -> options.withTimestamps(random.nextInt(4) > 0))
                .withOptions(options -> options.withWindowScaling(random.nextInt(4) > 0))
                .withOptions(options -> options.withEcn(ecns[random.nextInt(ecns.length)]))
                .withRecovery(recovery -> oneIn(4) ? RecoveryConfig.classic() : recovery)
                .withRecovery(recovery -> recovery.withRack(recovery.rack() && random.nextInt(6) > 0))
                .withRecovery(recovery -> recovery.withFrto(random.nextBoolean()))
                .withRecovery(recovery -> recovery.withUndo(random.nextBoolean()))
                .withStyle(style -> style.withPush(pushes[random.nextInt(pushes.length)]))
                .withStyle(style -> style.withOrder(orders[random.nextInt(orders.length)]))
                .withCongestion(algorithms[random.nextInt(algorithms.length)])
                .withNoDelay(random.nextBoolean())
                .withMaximumSegmentBytes(oneIn(20) ? 88 + random.nextInt(200) : 536 + random.nextInt(925))
                .withPacing(PacingText.policy(PACING[random.nextInt(PACING.length)]));
    }

    private boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    private long pick(long first, long second, long third) {
        return switch (random.nextInt(3)) {
            case 0 -> first;
            case 1 -> second;
            default -> third;
        };
    }
}
