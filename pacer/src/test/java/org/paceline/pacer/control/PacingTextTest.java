package org.paceline.pacer.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacingTextTest {
    @Test
    void aNameMeansItsPreset() {
        assertSame(PhaseGain.WINDOW_OVER_HALF_RTT, PacingText.policy("half-rtt"));
        assertSame(PhaseGain.WINDOW_OVER_RTT, PacingText.policy("rtt"));
        assertSame(PhaseGain.LINUX, PacingText.policy("linux"));
        assertSame(PhaseGain.RFC_9002, PacingText.policy("RFC9002"));
        assertSame(PhaseGain.LITERAL, PacingText.policy("literal"));
        assertEquals(new Unpaced(), PacingText.policy("Off"));
    }

    @ParameterizedTest
    @EnumSource
    void aPolicysNameLeadsBackToIt(PacingPreset preset) {
        assertEquals(preset.policy(), PacingText.policy(preset.policy().name()));
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
        assertEquals(new FixedRate(bitsPerSecond), PacingText.policy(text));
        assertEquals(name, new FixedRate(bitsPerSecond).name());
        assertEquals(new FixedRate(bitsPerSecond), PacingText.policy(name));
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
        String message = assertThrows(IllegalArgumentException.class, () -> PacingText.policy(text))
                .toString();

        assertTrue(
                message.contains(
                        "half-rtt, rtt, linux, rfc9002, literal, off, gap=TIME, poisson=TIME, trace=FILE, or a rate"),
                message);
        assertEquals(1, message.lines().count(), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "half-rtt",
                "half-rtt,gain=3:3/2:1",
                "linux,window=inflight,rtt=min,iw=unpaced",
                "rtt,rtt=latest,cap=50M",
                "10M,quantum=4,late=skip",
                "gap=120us,late=8",
                "gap=1.5ms",
                "poisson=120us",
                "poisson=120us,seed=7,cap=1G",
                "off,cap=10M"
            })
    void whatIsNotAsUsualStandsBehindTheRule(String text) {
        assertEquals(text, PacingText.parse(text).text());
    }

    @Test
    void optionsSayWhatIsDifferent() {
        PacingPlan plan = PacingText.parse("rtt,gain=5/4,window=inflight,cap=2M,quantum=3,late=4");
        PhaseGain rule = PhaseGain.WINDOW_OVER_RTT
                .withGains(new Gain(5, 4), new Gain(5, 4), new Gain(5, 4))
                .withWindowBasis(WindowBasis.IN_FLIGHT);
        assertEquals(new RateCap(rule, new FixedRate(2_000_000)), plan.policy());
        assertEquals(3, plan.quantumSegments());
        assertEquals(LatePolicy.bounded(4), plan.late());
    }

    @Test
    void aTraceIsAGapALine() {
        List<String> lines = List.of("# recorded", "120us", "", "90000 # short", "1ms");
        PacingPlan plan = PacingText.parse("trace=gaps.txt", file -> file.equals("gaps.txt") ? lines : List.of());
        assertEquals(new GapTrace("gaps.txt", new long[] {120_000, 90_000, 1_000_000}), plan.policy());
        assertEquals("trace=gaps.txt", plan.text());
    }

    @ParameterizedTest
    @CsvSource({
        "'half-rtt,', no option",
        "'half-rtt,speed=3', no option",
        "'10M,gain=2', for a rule of window and round trip",
        "'half-rtt,gain=0', between 1 and 1000",
        "'half-rtt,gain=1:2', three for slow start",
        "'half-rtt,gain=1.5', a fraction such as 5/4",
        "'half-rtt,window=big', cwnd or inflight",
        "'half-rtt,rtt=mean', 'smoothed, min or latest'",
        "'half-rtt,iw=fast', paced or unpaced",
        "'half-rtt,seed=1', whose gaps are drawn",
        "'half-rtt,cap=fast', no pacing is called",
        "'half-rtt,quantum=65', from 1 to 64",
        "'half-rtt,quantum=0', from 1 to 64",
        "'half-rtt,late=2000', from 1 to 1000",
        "gap=120, such as 120us",
        "gap=61s, lasts 0ns to 60s",
        "gap=999999999999s, lasts 0ns to 60s",
        "poisson=fast, such as 120us",
        "trace=none, no trace can be read here",
        "beat=1ms, no pacing is called",
    })
    void whatIsWrongIsSaidInOneLine(String text, String said) {
        String message = assertThrows(IllegalArgumentException.class, () -> PacingText.parse(text))
                .toString();
        assertTrue(message.contains(said), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void aTraceThatIsNoneSaysWhere() {
        String line = assertThrows(
                        IllegalArgumentException.class, () -> GapTrace.parse("gaps.txt", List.of("1us", "soon")))
                .toString();
        assertTrue(line.contains("gaps.txt, line 2: a gap is written"), line);
        String empty = assertThrows(IllegalArgumentException.class, () -> GapTrace.parse("gaps.txt", List.of("#")))
                .toString();
        assertTrue(empty.contains("not 0 as gaps.txt has"), empty);
    }
}
