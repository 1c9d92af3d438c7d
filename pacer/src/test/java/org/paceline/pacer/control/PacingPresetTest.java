package org.paceline.pacer.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacingPresetTest {
    @Test
    void aNameMeansItsPreset() {
        assertSame(PhaseGain.WINDOW_OVER_HALF_RTT, PacingPreset.parse("half-rtt"));
        assertSame(PhaseGain.WINDOW_OVER_RTT, PacingPreset.parse("rtt"));
        assertSame(PhaseGain.LINUX, PacingPreset.parse("linux"));
        assertSame(PhaseGain.RFC_9002, PacingPreset.parse("RFC9002"));
        assertEquals(new Unpaced(), PacingPreset.parse("Off"));
    }

    @ParameterizedTest
    @EnumSource
    void aPolicysNameLeadsBackToIt(PacingPreset preset) {
        assertEquals(preset.policy(), PacingPreset.parse(preset.policy().name()));
    }

    @ParameterizedTest
    @CsvSource({
        "10M, 10000000, 10M",
        "1G, 1000000000, 1G",
        "500k, 500000, 500k",
        "500K, 500000, 500k",
        "2.5m, 2500000, 2.5M",
        "0.4T, 400000000000, 400G",
        "10T, 10000000000000, 10T",
        "64000, 64000, 64k",
        "1234567, 1234567, 1.234567M",
        "1000.4, 1000, 1k",
        "1000.5, 1001, 1.001k"
    })
    void aRateIsReadInDecimalThousandsAndWrittenBack(String text, long bitsPerSecond, String name) {
        assertEquals(new FixedRate(bitsPerSecond), PacingPreset.parse(text));
        assertEquals(name, new FixedRate(bitsPerSecond).name());
        assertEquals(new FixedRate(bitsPerSecond), PacingPreset.parse(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "fast",
                "-1M",
                "+1M",
                "1.M",
                ".5M",
                "1e9",
                "10 M",
                "10MM",
                "0",
                "999",
                "0.9k",
                "11T",
                "NaN",
                "999999999999999T",
                "9999999999999999999999",
                "half-rtt\n10M",
                "1M\u0000"
            })
    void anythingElseIsRefusedInOneLineThatListsWhatIsPossible(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> PacingPreset.parse(text))
                .toString();

        assertTrue(message.contains("half-rtt, rtt, linux, rfc9002, off, or a rate from 1k to 10T"), message);
        assertEquals(1, message.lines().count(), message);
    }
}
