package org.paceline.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demonstration in virtual time: exact, and the same every time. */
class VirtualDemonstrationTest {
    @TempDir
    private Path directory;

    @Test
    void pacingTakesTheTrainsAway() {
        DemoResult result = demonstrate(directory);
        ArmResult unpaced = result.arms().get(0);
        ArmResult paced = result.arms().get(1);

        assertEquals(Arm.UTCP_UNPACED, unpaced.arm());
        assertEquals(1, paced.trains().lengths().weightedMean(), 0.2);
        assertTrue(unpaced.trains().lengths().max() >= 10, "the initial window leaves as one train");
        assertTrue(unpaced.trains().lengths().weightedMean()
                > paced.trains().lengths().weightedMean());
        assertTrue(paced.goodputBitsPerSecond() > 0 && paced.goodputBitsPerSecond() < 100e6);
        for (ArmResult arm : result.arms()) {
            assertTrue(arm.queuePeakPackets() <= 25);
            assertTrue(arm.retransmits() >= arm.drops(), "every segment that was dropped was sent again");
        }
    }

    @Test
    void theSamePlanGivesTheSameFrames() throws IOException {
        demonstrate(directory.resolve("a"));
        demonstrate(directory.resolve("b"));

        for (String name : List.of("utcp-paced", "utcp-unpaced")) {
            assertEquals(
                    frames(directory.resolve("a").resolve(name + ".pcapng")),
                    frames(directory.resolve("b").resolve(name + ".pcapng")));
        }
    }

    @Test
    void everythingPromisedIsWritten() throws IOException {
        DemoResult result = demonstrate(directory);

        JsonNode json =
                new ObjectMapper().readTree(directory.resolve("results.json").toFile());
        assertEquals(1, json.path("schema").asInt());
        assertEquals(2, json.path("arms").size());
        JsonNode paced = json.path("arms").get(1);
        assertEquals("utcp-paced", paced.path("name").asText());
        for (String field : List.of(
                "goodput_bps",
                "retransmits",
                "drops",
                "queue_peak_packets",
                "back_to_back_share",
                "train_weighted_mean",
                "train_max",
                "departure_error_ns",
                "noise_floor_ns",
                "steal_ms",
                "node_lateness_ns",
                "capture",
                "rounds")) {
            assertTrue(paced.has(field), field);
        }
        assertEquals(result.plan().rounds(), paced.path("rounds").size());
        assertTrue(Files.exists(directory.resolve(paced.path("capture").asText())));
        try (var files = Files.list(directory)) {
            assertFalse(
                    files.anyMatch(file -> file.getFileName().toString().startsWith(".")), "no scratch file is left");
        }
    }

    @Test
    void thePageNeedsNothingButItself() throws IOException {
        demonstrate(directory);
        String page = Files.readString(directory.resolve("report.html"));

        assertFalse(
                page.contains("http://") || page.contains("https://") || page.contains("src="), "fetches something");
        assertFalse(page.contains("NaN") || page.contains("Infinity"), "draws what is no number");
        // two figures with a panel an arm, two distributions
        assertEquals(4, page.split("<svg ", -1).length - 1);
        assertTrue(page.contains("virtual"));
    }

    @Test
    void eachArmGetsALineForEachRound() {
        List<String> lines = new ArrayList<>();
        new Demonstration(plan(directory), new VirtualPath(plan(directory)), List.of(), lines::add).run();

        assertEquals(4, lines.size());
        assertTrue(lines.get(0).contains("utcp-unpaced"), lines.get(0));
        assertTrue(lines.get(2).contains("utcp-paced"), "the order changes with the round");
    }

    private static DemoResult demonstrate(Path output) {
        return new Demonstration(plan(output), new VirtualPath(plan(output)), List.of("a note"), line -> {}).run();
    }

    private static DemoPlan plan(Path output) {
        return new DemoPlan(1, 2, 100_000_000, 20, 25, output);
    }

    private static List<String> frames(Path capture) throws IOException {
        List<String> frames = new ArrayList<>();
        try (var reader = org.paceline.probe.capture.CaptureReader.open(capture)) {
            while (reader.next()) {
                byte[] bytes = new byte[reader.capturedBytes()];
                reader.frame().get(0, bytes);
                frames.add(reader.timeNs() + " " + java.util.HexFormat.of().formatHex(bytes));
            }
        }
        assertTrue(frames.size() > 1_000);
        return frames;
    }
}
