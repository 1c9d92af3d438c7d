package org.paceline.utcp.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The grids as they were approved. A difference is a change of performance: look at it, and where it is meant, write
 * the new text with {@code ./paceline simulate --grid goodput > utcp/src/test/resources/grids/goodput.txt}.
 */
class GridTest {
    @ParameterizedTest
    @EnumSource(Grid.class)
    void theGridIsAsItWasApproved(Grid grid) throws IOException {
        String name = "/grids/" + grid.name().toLowerCase(Locale.ROOT) + ".txt";
        try (InputStream approved = GridTest.class.getResourceAsStream(name)) {
            assertTrue(approved != null, name + " is missing");
            List<String> expected = new String(approved.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> actual = grid.text().lines().toList();
            for (int line = 0; line < Math.min(expected.size(), actual.size()); line++) {
                assertEquals(expected.get(line), actual.get(line), name + ", line " + (line + 1));
            }
            assertEquals(expected.size(), actual.size());
        }
    }
}
