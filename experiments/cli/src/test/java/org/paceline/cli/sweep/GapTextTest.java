package org.paceline.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class GapTextTest {
    @Test
    void gapsAreReadInTheirUnits() {
        assertEquals(List.of(2_000L, 1_500_000L, 1_000_000_000L, 40L), GapText.parse("2us, 1.5ms,1S,40ns"));
    }

    @Test
    void whatIsNoGapIsNamed() {
        assertThrows(IllegalArgumentException.class, () -> GapText.parse("2us,,3us"));
        assertThrows(IllegalArgumentException.class, () -> GapText.parse("fast"));
    }

    @Test
    void gapsAreShownInTheUnitThatFits() {
        assertEquals("150us", GapText.of(150_000));
        assertEquals("12.5us", GapText.of(12_500));
        assertEquals("10ms", GapText.of(10_000_000));
    }
}
