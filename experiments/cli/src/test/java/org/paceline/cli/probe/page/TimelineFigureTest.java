package org.paceline.cli.probe.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.cli.probe.AnalysisRun;
import org.paceline.probe.synthetic.SyntheticCapture;

class TimelineFigureTest {
    private static final long START_NS = 1_700_000_000_000_000_000L;

    @TempDir
    private Path directory;

    private String figure(@Nullable Path host) throws IOException {
        Path file = directory.resolve("sender.pcap");
        SyntheticCapture.write("none", 10_000, 100_000, 1_000, 1, List.of(file)); // one second
        return TimelineFigure.of(AnalysisRun.of(List.of(file), 0, host, line -> {}));
    }

    @Test
    void withoutAWatchedHostThereIsNoStrip() throws IOException {
        String svg = figure(null);
        assertFalse(svg.contains("stolen") || svg.contains("class=\"stood\""));
    }

    @Test
    void intervalsStandWhereTheyHappened() throws IOException {
        Path host = Files.writeString(
                directory.resolve("host.json"),
                "{\"began_ns\":" + START_NS + ",\"duration_ns\":6000000000,\"stalls\":[{\"time_ns\":"
                        + (START_NS + 250_000_000) + ",\"duration_ns\":100000000}],\"samples\":["
                        + sample(START_NS + 500_000_000, 1_000) + "," + sample(START_NS + 5_000_000_000L, 1_000)
                        + "]}");
        String svg = figure(host);
        assertTrue(svg.contains("stolen") && svg.contains("stalled"));
        List<String> bars =
                svg.lines().filter(line -> line.contains("class=\"stood\"")).toList();
        assertEquals(2, bars.size(), "the one behind the run is left out");
        // the plot is 912 pixels wide and begins at 56
        assertEquals(56 + 0.5 * 912, number(bars.get(1), "x"), 2, "shorter than a pixel, and seen all the same");
        assertTrue(number(bars.get(1), "width") >= 1);
        assertEquals(56 + 0.25 * 912, number(bars.get(0), "x"), 2);
        assertEquals(0.1 * 912, number(bars.get(0), "width"), 2);
    }

    private static String sample(long startNs, long lengthNs) {
        return "{\"time_ns\":" + (startNs + lengthNs) + ",\"length_ns\":" + lengthNs + ",\"steal_ms\":10}";
    }

    private static double number(String element, String attribute) {
        return Double.parseDouble(element.replaceAll(".* " + attribute + "=\"([0-9.]+)\".*", "$1"));
    }
}
