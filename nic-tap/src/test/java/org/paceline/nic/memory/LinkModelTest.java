package org.paceline.nic.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LinkModelTest {
    private static final LinkModel PERFECT = LinkModel.defaults();

    @Test
    void theDefaultsDoNoHarm() {
        LinkModel expected = new LinkModel(
                0,
                0,
                0,
                false,
                1_000,
                Long.MAX_VALUE,
                LinkModel.NO_MARKS,
                LinkHarm.NONE,
                BurstLoss.NONE,
                Policer.NONE,
                Blackout.NONE,
                DelayStep.NONE,
                PathMtu.NONE);

        assertEquals(expected, PERFECT);
        assertEquals(0, PERFECT.bursts().meanLoss());
    }

    @Test
    void eachSettingChangesItsOwn() {
        LinkModel model = PERFECT.withRateBitsPerSecond(1)
                .withDelayNs(2)
                .withQueuePackets(3)
                .withQueueBytes(4)
                .withLoss(0.5)
                .withReordering(0.6, 7)
                .withDuplication(0.8)
                .withCorruption(0.9)
                .withUnseenCorruption(0.95)
                .withJitterNs(10)
                .withOvertaking(true)
                .withMarkPackets(11)
                .withBursts(new BurstLoss(0.1, 0.2, 0.3))
                .withPolicer(new Policer(12, 13))
                .withBlackout(new Blackout(14, 15, 16))
                .withStep(new DelayStep(17, 18))
                .withMtu(new PathMtu(1_280, true));

        LinkModel expected = new LinkModel(
                1,
                2,
                10,
                true,
                3,
                4,
                11,
                new LinkHarm(0.5, 0.6, 7, 0.8, 0.9, 0.95),
                new BurstLoss(0.1, 0.2, 0.3),
                new Policer(12, 13),
                new Blackout(14, 15, 16),
                new DelayStep(17, 18),
                new PathMtu(1_280, true));
        assertEquals(expected, model);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("rate of -1", () -> PERFECT.withRateBitsPerSecond(-1)),
                refusal("rate of 1000000000000001", () -> PERFECT.withRateBitsPerSecond(1_000_000_000_000_001L)),
                refusal("delay of -1", () -> PERFECT.withDelayNs(-1)),
                refusal("delay of 3600000000001", () -> PERFECT.withDelayNs(3_600_000_000_001L)),
                refusal("queue in packets of 0", () -> PERFECT.withQueuePackets(0)),
                refusal("queue in bytes of 0", () -> PERFECT.withQueueBytes(0)),
                refusal("loss probability of 1.1", () -> PERFECT.withLoss(1.1)),
                refusal("loss probability of NaN", () -> PERFECT.withLoss(Double.NaN)),
                refusal("reorder probability of -0.1", () -> PERFECT.withReordering(-0.1, 1)),
                refusal("reorder delay of -1", () -> PERFECT.withReordering(0.1, -1)),
                refusal("duplication probability of 2.0", () -> PERFECT.withDuplication(2)),
                refusal("corruption probability of 2.0", () -> PERFECT.withCorruption(2)),
                refusal("unseen corruption probability of 2.0", () -> PERFECT.withUnseenCorruption(2)),
                refusal("jitter of -1", () -> PERFECT.withJitterNs(-1)),
                refusal("marking threshold of -1", () -> PERFECT.withMarkPackets(-1)),
                refusal("burst entry probability of 1.5", () -> new BurstLoss(1.5, 0, 0)),
                refusal("burst exit probability of -1.0", () -> new BurstLoss(0, -1, 0)),
                refusal("burst loss probability of 3.0", () -> new BurstLoss(0, 0, 3)),
                refusal("policer rate of -1", () -> new Policer(-1, 0)),
                refusal("policer burst of 1000000001", () -> new Policer(1, 1_000_000_001)),
                refusal("blackout period of 5", () -> new Blackout(0, 5, 5)),
                refusal("blackout length of -1", () -> new Blackout(0, -1, 0)),
                refusal("delay step of -1", () -> new DelayStep(-1, 0)),
                refusal("path MTU of 67", () -> new PathMtu(67, true)));
    }

    private static Arguments refusal(String what, Executable setting) {
        return Arguments.of(what, setting);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aModelThatNoLinkCanHaveIsRefused(String what, Executable setting) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, setting);

        assertTrue(String.valueOf(refusal.getMessage()).startsWith("a link cannot have a " + what + ";"));
    }
}
