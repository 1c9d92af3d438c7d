package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.probe.synthetic.SyntheticCapture;
import picocli.CommandLine;

/** Captures in, verdict out: exit codes, the shape of the JSON and of the page, and files that are broken. */
@Timeout(120)
class ProbeAnalyzeTest {
    private static final int PCAP_HEADER_BYTES = 24;
    private static final int RECORD_BYTES = 16 + 58;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Paceline.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private int analyze(Object... arguments) {
        String[] all = new String[2 + arguments.length];
        all[0] = "probe";
        all[1] = "analyze";
        for (int each = 0; each < arguments.length; each++) {
            all[2 + each] = arguments[each].toString();
        }
        return run(all);
    }

    private List<Path> captures(String cause, int packets) throws IOException {
        List<Path> files = List.of(directory.resolve("sender.pcap"), directory.resolve("host.pcap"));
        SyntheticCapture.write(cause, packets, 40_000, 1_000, 7, files);
        return files;
    }

    private Path written(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private void saidInOneLine(String text) {
        List<String> lines = err.toString()
                .lines()
                .filter(line ->
                        !line.startsWith("reading ") && !line.startsWith("matching ") && !line.equals("measuring"))
                .toList();
        assertEquals(1, lines.size(), err::toString);
        assertTrue(lines.get(0).contains(text), err::toString);
    }

    @Test
    void aKeptSpacingEndsWithZero() throws IOException {
        List<Path> files = captures("none", 5_000);
        assertEquals(0, analyze(files.get(0), files.get(1)), err::toString);
        assertTrue(out.toString().contains("the spacing was kept"), out::toString);
    }

    @Test
    void burstsEndWithTwoAndTheirCause() throws IOException {
        List<Path> files = captures("qemu-tx-timer", 5_000);
        assertEquals(2, analyze(files.get(0), files.get(1), "--json", "-"), err::toString);
        JsonNode result = new ObjectMapper().readTree(out.toString());
        assertEquals(1, result.path("schema").asInt());
        assertTrue(result.path("coalesced").asBoolean());
        assertEquals(
                "qemu-tx-timer", result.path("verdict").path(0).path("cause").asText());
        assertEquals(5_000, result.path("matched").asInt());
        // 3.2 s and the 60 us of the path, which times of one direction cannot tell from it
        assertEquals(3.20006e9, result.path("clock").path("offset_ns").asDouble(), 0.0001e9);
    }

    @Test
    void theShapeOfTheJsonIsTheOneThatIsPromised() throws IOException {
        List<Path> files = captures("qemu-tx-timer", 5_000);
        analyze(files.get(0), files.get(1), "--json", "-");
        JsonNode result = new ObjectMapper().readTree(out.toString());
        assertTrue(names(result)
                .containsAll(
                        Set.of("schema", "coalesced", "confidence", "verdict", "points", "matched", "clock", "hops")));
        double sum = 0;
        double last = 1;
        for (JsonNode cause : result.path("verdict")) {
            assertEquals(Set.of("cause", "likelihood", "evidence", "remedy"), names(cause));
            double likelihood = cause.path("likelihood").asDouble();
            assertTrue(likelihood <= last, "the most likely cause stands first");
            assertTrue(cause.path("evidence").isArray() && cause.path("remedy").isTextual());
            last = likelihood;
            sum += likelihood;
        }
        assertEquals(1, sum, 1e-6);
        assertEquals(2, result.path("points").size());
        for (JsonNode point : result.path("points")) {
            for (String figure : List.of("back_to_back_share", "train_weighted_mean", "burst_excess_packets", "cov")) {
                assertTrue(point.path(figure).isNumber(), figure);
            }
            assertEquals(5_000, point.path("packets").asInt());
            assertFalse(point.path("partial").asBoolean());
        }
        assertTrue(result.path("clock").path("offset_ns").isNumber());
        assertTrue(result.path("clock").has("drift_ppm"), "null where the captures are too short to tell");
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void thePageHoldsVerdictAndFiguresAndNothingFromElsewhere() throws IOException {
        List<Path> files = captures("qemu-tx-timer", 5_000);
        Path page = directory.resolve("page.html");
        assertEquals(2, analyze(files.get(0), files.get(1), "--html", page));
        String html = Files.readString(page);
        for (String part : List.of("qemu-tx-timer", "tx=bh", "sender.pcap", "host.pcap", "64 packets", "128 KiB")) {
            assertTrue(html.contains(part), part);
        }
        assertTrue(count(html, "<svg") >= 7, "a figure for gaps, trains, bytes, three of delay, time and gaps closed");
        assertEquals(count(html, "<section"), count(html, "</section>"));
        assertEquals(0, count(html, "NaN"));
        assertFalse(
                html.contains("http") || html.contains("<script") || html.contains("src="), "needs nothing but itself");
    }

    @Test
    void aPageOfOnePointIsWrittenToo() throws IOException {
        List<Path> files = captures("none", 2_000);
        Path page = directory.resolve("page.html");
        assertEquals(0, analyze(files.get(0), "--html", page), err::toString);
        String html = Files.readString(page);
        assertTrue(html.contains("one point of observation"));
        assertEquals(0, count(html, "NaN"));
    }

    @Test
    void namesOfFilesDoNotBreakThePage() throws IOException {
        Path odd = directory.resolve("a<b>&c.pcap");
        SyntheticCapture.write("none", 1_000, 40_000, 1_000, 7, List.of(odd));
        Path page = directory.resolve("page.html");
        assertEquals(0, analyze(odd, "--html", page), err::toString);
        assertTrue(Files.readString(page).contains("a&lt;b&gt;&amp;c.pcap"));
        assertFalse(Files.readString(page).contains("a<b>"));
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    @Test
    void aPageThatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
        List<Path> files = captures("none", 1_000);
        assertEquals(1, analyze(files.get(0), "--html", directory.resolve("missing/page.html")));
        saidInOneLine("there is no directory");
        assertTrue(out.toString().isEmpty(), out::toString);
    }

    @Test
    void aFileThatIsNoCaptureIsRefusedInOneLine() throws IOException {
        assertEquals(1, analyze(written("text.pcap", "no capture at all".getBytes(StandardCharsets.UTF_8))));
        saidInOneLine("neither pcapng nor pcap");
    }

    @Test
    void anEmptyFileIsRefusedInOneLine() throws IOException {
        assertEquals(1, analyze(written("empty.pcap", new byte[0])));
        saidInOneLine("empty.pcap");
    }

    @Test
    void aMissingFileIsRefusedInOneLine() {
        assertEquals(1, analyze(directory.resolve("nowhere.pcap")));
        saidInOneLine("there is no file");
    }

    @Test
    void aCaptureWithoutPacketsIsRefusedInOneLine() throws IOException {
        Path file = captures("none", 100).get(0);
        byte[] header = Arrays.copyOf(Files.readAllBytes(file), PCAP_HEADER_BYTES);
        assertEquals(1, analyze(written("header.pcap", header)));
        saidInOneLine("holds no TCP or UDP packet");
    }

    @Test
    void aCutCaptureGivesAPartialResultThatSaysSo() throws IOException {
        List<Path> files = captures("none", 4_000);
        byte[] whole = Files.readAllBytes(files.get(1));
        Path cut = written("cut.pcap", Arrays.copyOf(whole, PCAP_HEADER_BYTES + 3_000 * RECORD_BYTES + 20));
        assertEquals(0, analyze(files.get(0), cut, "--json", "-"), err::toString);
        JsonNode result = new ObjectMapper().readTree(out.toString());
        assertEquals(3_000, result.path("matched").asInt());
        assertFalse(result.path("points").path(0).path("partial").asBoolean());
        assertTrue(result.path("points").path(1).path("partial").asBoolean());
        assertTrue(result.path("notes").toString().contains("partial: read up to a break"), result::toString);
    }

    @Test
    void aBrokenLengthInTheMiddleEndsTheReadingThere() throws IOException {
        Path file = captures("none", 4_000).get(0);
        byte[] broken = Files.readAllBytes(file);
        Arrays.fill(
                broken,
                PCAP_HEADER_BYTES + 2_000 * RECORD_BYTES + 8,
                PCAP_HEADER_BYTES + 2_000 * RECORD_BYTES + 12,
                (byte) 0x7F);
        assertEquals(0, analyze(written("broken.pcap", broken), "--json", "-"), err::toString);
        JsonNode result = new ObjectMapper().readTree(out.toString());
        assertEquals(2_000, result.path("points").path(0).path("packets").asInt());
        assertTrue(result.path("points").path(0).path("partial").asBoolean());
    }

    @Test
    void capturesThatShareLittleAreOfLowConfidence() throws IOException {
        Path first = directory.resolve("first.pcap");
        Path other = directory.resolve("other.pcap");
        SyntheticCapture.write("none", 4_000, 40_000, 1_000, 7, List.of(first, other));
        byte[] whole = Files.readAllBytes(other);
        Path part = written("part.pcap", Arrays.copyOf(whole, PCAP_HEADER_BYTES + 1_000 * RECORD_BYTES));
        assertEquals(0, analyze(first, part, "--json", "-"), err::toString);
        JsonNode result = new ObjectMapper().readTree(out.toString());
        assertEquals(1_000, result.path("matched").asInt());
        assertEquals("low", result.path("confidence").asText());
        assertTrue(result.path("notes").toString().contains("only 1000 of 4000 packets"), result::toString);
    }

    @Test
    void capturesWithoutACommonPacketSaySo() throws IOException {
        Path first = directory.resolve("first.pcap");
        Path other = directory.resolve("other.pcap");
        SyntheticCapture.write("none", 1_000, 40_000, 1_000, 7, List.of(first));
        SyntheticCapture.write("none", 1_000, 40_000, 1_000, 8, List.of(other));
        assertEquals(1, analyze(first, other, "--json", "-"), out::toString);
        assertEquals("", out.toString());
        assertTrue(
                err.toString().contains("no packet of " + first + " was found again in " + other + ": take both"),
                err::toString);
    }

    @Test
    void aWrongOptionEndsWithOne() throws IOException {
        Path file = captures("none", 100).get(0);
        assertEquals(1, analyze(file, "--link-rate", "fast"));
        assertTrue(err.toString().contains("is no rate"), err::toString);
        assertEquals(1, run("probe", "analyze"));
    }

    @Test
    void synthesizeRefusesWhatItCannotMake() {
        Path file = directory.resolve("out.pcap");
        assertEquals(1, run("probe", "synthesize", "--cause", "gremlins", file.toString()));
        assertTrue(err.toString().contains("no coalescer for gremlins"), err::toString);
        assertFalse(Files.exists(file));
        assertEquals(1, run("probe", "synthesize", "--packets", "1", file.toString()));
        assertEquals(1, run("probe", "synthesize", "--gap", "1us,2us", file.toString()));
    }
}
