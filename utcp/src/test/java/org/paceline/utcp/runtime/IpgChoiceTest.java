package org.paceline.utcp.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paceline.nic.WireDevice;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.MemoryDevice;
import org.paceline.pacer.control.TransmitLimit;
import org.paceline.pacer.ipg.GapHolder;

class IpgChoiceTest {
    private static final LinkModel LINE = LinkModel.defaults().withRateBitsPerSecond(100_000_000);

    private final WireDevice rated = MemoryDevice.pair(LINE, 1, () -> 0).a();
    private final WireDevice unrated =
            MemoryDevice.pair(LinkModel.defaults(), 1, () -> 0).a();
    private final WireDevice silent = QueueDevice.pair()[0];

    @Test
    void aLineOfKnownRateIsFilled() {
        IpgChoice choice = choice(IpgMechanism.GAP_FRAMES, 0, rated);

        assertEquals(IpgMechanism.GAP_FRAMES, choice.mechanism());
        assertEquals(GapHolder.LINK, choice.control().capability().holder());
        assertTrue(choice.granted());
        assertTrue(choice.reason().contains("100000000 bit/s, as the device says"), choice.reason());
    }

    @Test
    void theUserMayKnowTheRate() {
        IpgChoice choice = choice(IpgMechanism.GAP_FRAMES, 10_000_000, unrated);

        assertEquals(IpgMechanism.GAP_FRAMES, choice.mechanism());
        assertTrue(choice.reason().contains("10000000 bit/s, as told"), choice.reason());
    }

    @Test
    void aLineOfNoRateCannotBeFilled() {
        refused(IpgMechanism.GAP_FRAMES, choice(IpgMechanism.GAP_FRAMES, 0, unrated));
    }

    @Test
    void whereNothingStandsNoRateHelps() {
        refused(IpgMechanism.GAP_FRAMES, choice(IpgMechanism.GAP_FRAMES, 10_000_000, silent));
    }

    @ParameterizedTest
    @EnumSource(names = {"TXTIME", "HARDWARE"})
    void whatNoDriverOffersFallsBackInWords(IpgMechanism asked) {
        refused(asked, choice(asked, 0, rated));
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "TIMED"})
    void theTimerIsForEveryDevice(IpgMechanism asked) {
        IpgChoice choice = choice(asked, 0, silent);

        assertEquals(IpgMechanism.TIMED, choice.mechanism());
        assertTrue(choice.granted());
    }

    @Test
    void framesThatStandAheadOfTheirTimeAreNoQueueToLimit() {
        IpgChoice filled = choice(IpgMechanism.GAP_FRAMES, 0, rated);
        TransmitLimit told = TransmitLimit.parse("4");

        assertTrue(filled.deviceQueue(TransmitLimit.AUTOMATIC).off());
        assertEquals(told, filled.deviceQueue(told));
        assertEquals(
                TransmitLimit.AUTOMATIC, choice(IpgMechanism.TIMED, 0, rated).deviceQueue(TransmitLimit.AUTOMATIC));
    }

    @Test
    void namesAreReadBack() {
        for (IpgMechanism mechanism : IpgMechanism.values()) {
            assertEquals(mechanism, IpgMechanism.parse(mechanism.label()));
        }
        String message = assertThrows(IllegalArgumentException.class, () -> IpgMechanism.parse("magic"))
                .getMessage();
        assertTrue(message.contains("gap-frames"), message);
    }

    @Test
    void settingsThatAreNoneAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new IpgSettings(IpgMechanism.AUTO, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new IpgSettings(IpgMechanism.AUTO, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> new IpgSettings(IpgMechanism.AUTO, 0, 100_000_001));
    }

    private static void refused(IpgMechanism asked, IpgChoice choice) {
        assertEquals(IpgMechanism.TIMED, choice.mechanism());
        assertFalse(choice.granted());
        assertTrue(choice.reason().startsWith(asked.label() + " is not possible here: "), choice.reason());
    }

    private static IpgChoice choice(IpgMechanism asked, long lineBitsPerSecond, WireDevice device) {
        return IpgChoice.of(new IpgSettings(asked, lineBitsPerSecond, 250_000), device, () -> 0);
    }
}
