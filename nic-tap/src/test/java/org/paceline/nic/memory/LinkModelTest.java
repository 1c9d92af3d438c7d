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
        assertEquals(new LinkModel(0, 0, 1_000, Long.MAX_VALUE, 0, 0, 0, 0, 0, 0), PERFECT);
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
                .withJitterNs(10);

        assertEquals(new LinkModel(1, 2, 3, 4, 0.5, 0.6, 7, 0.8, 0.9, 10), model);
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
                refusal("jitter of -1", () -> PERFECT.withJitterNs(-1)));
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
