package org.paceline.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void aLinearScaleRunsFromEndToEndAndHoldsWhatIsOffIt() {
        Scale scale = new LinearScale(0, 100, 300, 100, 5);

        assertEquals(300, scale.at(0));
        assertEquals(200, scale.at(50));
        assertEquals(100, scale.at(1_000));
        assertEquals(300, scale.at(-1));
    }

    @Test
    void ticksStandAtRoundValues() {
        assertEquals(List.of("0", "20", "40", "60", "80", "100"), labels(new LinearScale(0, 100, 0, 1, 5)));
        assertEquals(List.of("0", "0.5", "1", "1.5"), labels(new LinearScale(0, 1.7, 0, 1, 5)));
        assertEquals(List.of("0", "200", "400"), labels(new LinearScale(0, 420, 0, 1, 4)));
    }

    @Test
    void aScaleWithoutExtentStillDraws() {
        assertEquals(0, new LinearScale(7, 7, 0, 10, 4).at(7));
    }

    @Test
    void aLogarithmicScaleGivesEachDecadeTheSameRoom() {
        Scale scale = new LogScale(1, 1_000, 0, 300, value -> Long.toString(Math.round(value)));

        assertEquals(100, scale.at(10), 1e-9);
        assertEquals(200, scale.at(100), 1e-9);
        assertEquals(0, scale.at(0.001));
        assertEquals(List.of("1", "10", "100", "1000"), labels(scale));
        assertEquals(24, scale.minorTicks().size());
    }

    private static List<String> labels(Scale scale) {
        return scale.ticks().stream().map(Scale.Tick::label).toList();
    }
}
