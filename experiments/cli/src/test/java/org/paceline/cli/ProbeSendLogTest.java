package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.probe.sweep.SweepReceiver;
import picocli.CommandLine;

/** The sweep's own notes of what it sent: written by probe run, read by probe analyze as the first point. */
@Timeout(120)
class ProbeSendLogTest {
    private static final int RUN = 4_711;
    private static final int PACKETS = 1_000;
    private static final long GAP_NS = 100_000;
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final String HEAD = "{\"format\":\"paceline-send-log\",\"schema\":1,\"run\":" + RUN
            + ",\"source\":\"10.0.0.1\",\"source_port\":4000,\"destination\":\"10.0.0.2\",\"destination_port\":5301,"
            + "\"start_ns\":" + START_NS + ",\"packets\":[";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Paceline.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    private Path log(String text) throws IOException {
        return Files.writeString(directory.resolve("log.json"), text);
    }

    /** Punctual but for stalls of {@code stallNs} at each 50th packet, which make those behind it due. */
    private Path log(long stallNs) throws IOException {
        List<String> rows = new ArrayList<>();
        for (int packet = 0; packet < PACKETS; packet++) {
            long lateNs = Math.max(90, stallNs - packet % 50 * (GAP_NS - 2_000));
            rows.add("[" + packet + "," + packet * GAP_NS + "," + (packet * GAP_NS + lateNs) + ",200]");
        }
        return log(HEAD + String.join(",\n", rows) + "]}");
    }

    /** As a host behind an address translation captured it: other addresses, cut frames, a clock that is 5 s ahead. */
    private Path capture(int run) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0xA1B2_3C4D)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(96)
                .putInt(1)
                .array());
        for (int packet = 0; packet < PACKETS; packet++) {
            long timeNs = START_NS + 5_000_000_000L + packet * GAP_NS + 30_000 + packet % 3 * 100L;
            ByteBuffer record = ByteBuffer.allocate(16 + 96).order(ByteOrder.LITTLE_ENDIAN);
            record.putInt((int) (timeNs / 1_000_000_000L)).putInt((int) (timeNs % 1_000_000_000L));
            record.putInt(96).putInt(242).order(ByteOrder.BIG_ENDIAN);
            record.position(16 + 12);
            record.putShort((short) 0x0800).putShort((short) 0x4500).putShort((short) 228);
            record.putInt(packet << 16).put((byte) 63).put((byte) 17).putShort((short) 0);
            record.putInt(0xC000_0201).putInt(0xC000_0202);
            record.putShort((short) 9_000)
                    .putShort((short) 5_301)
                    .putShort((short) 208)
                    .putShort((short) 0);
            record.putInt(0x504C_5042)
                    .put((byte) 1)
                    .put((byte) 1)
                    .putShort((short) 0)
                    .putInt(run)
                    .putInt(packet);
            file.writeBytes(record.array());
        }
        return Files.write(directory.resolve("host.pcap"), file.toByteArray());
    }

    @Test
    void aSendLogIsTheFirstPointAndItsPacketsAreKnownByTheirNumbers() throws IOException {
        assertEquals(0, analyze(log(0), capture(RUN)), err::toString);
        JsonNode result = json();
        assertEquals(PACKETS, result.path("matched").asInt());
        assertEquals(5.00003e9, result.path("clock").path("offset_ns").asDouble(), 1e5);
        assertEquals(90, result.path("lateness_ns").path("p50").asDouble());
        assertFalse(result.path("coalesced").asBoolean());
    }

    @Test
    void latenessIsJudgedByThePlan() throws IOException {
        Path page = directory.resolve("page.html");
        assertEquals(2, analyze(log(600_000), "--html", page));
        JsonNode result = json();
        assertEquals("at the sender", result.path("where").asText());
        assertEquals("pacer-late", result.path("verdict").path(0).path("cause").asText());
        assertTrue(Files.readString(page).contains("The sender's plan is known"));
    }

    @Test
    void aCaptureOfAnotherRunHasNoPacketInCommon() throws IOException {
        assertEquals(1, analyze(log(0), capture(RUN + 1)));
        assertTrue(err.toString().contains("was found again in"), err::toString);
    }

    @Test
    void aLogThatBreaksOffGivesAPartialResultThatSaysSo() throws IOException {
        String whole = Files.readString(log(0));
        Path cut = log(whole.substring(0, whole.indexOf("[500,") + 7));
        assertEquals(0, analyze(cut, capture(RUN)), err::toString);
        assertEquals(500, json().path("matched").asInt());
        assertTrue(json().path("points").path(0).path("partial").asBoolean());
        assertTrue(json().path("notes").toString().contains("behind packet 500"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; it holds no packets",
                "{\"schema\":1,\"packets\":[[0,0,0,200]]}; its format is null",
                "{\"format\":\"paceline-send-log\",\"schema\":2,\"packets\":[]}; its schema is 2",
                "{\"format\":\"paceline-send-log\",\"schema\":1,\"packets\":[]}; \"source_port\"",
                "{\"format\":; no send log",
            })
    void whatIsNoSendLogIsRefusedInOneLine(String text, String said) throws IOException {
        assertEquals(1, analyze(log(text)));
        List<String> lines = err.toString()
                .lines()
                .filter(line -> !line.startsWith("reading "))
                .toList();
        assertEquals(1, lines.size(), err::toString);
        assertTrue(lines.get(0).contains(said) || lines.get(0).contains("no send log"), err::toString);
    }

    @Test
    void aSendLogBehindACaptureIsRefusedInOneLine() throws IOException {
        assertEquals(1, analyze(capture(RUN), log(0)));
        assertTrue(err.toString().contains("name it first"), err::toString);
    }

    private int analyze(Object... arguments) {
        List<String> all = new ArrayList<>(List.of("probe", "analyze", "--json", "-"));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return run(all.toArray(new String[0]));
    }

    @Test
    void aSweepOverLoopbackWritesItsLogItsPageAndItsVerdict() throws IOException {
        Path log = directory.resolve("sweep.json");
        Path page = directory.resolve("sweep.html");
        try (SweepReceiver receiver = SweepReceiver.open(0, null)) {
            CompletableFuture<Integer> seen = CompletableFuture.supplyAsync(receiver::serve);
            String port = Integer.toString(receiver.port());
            int code = run(
                    "probe",
                    "run",
                    "127.0.0.1",
                    "--port",
                    port,
                    "--gaps",
                    "50us,1ms",
                    "--packets",
                    "60",
                    "--json",
                    "-",
                    "--html",
                    page.toString(),
                    "--send-log",
                    log.toString());
            assertTrue(code == 0 || code == 2, err::toString); // what a busy host does to it is none of this test
            assertEquals(120, seen.join());
        }
        JsonNode result = json();
        assertEquals(120, result.path("analysis").path("matched").asInt(), result::toString);
        assertTrue(result.path("analysis").path("verdict").path(0).path("cause").isTextual());
        String html = Files.readString(page);
        assertTrue(html.contains("Gap sweep") && html.contains("<svg"), html);
        assertFalse(html.contains("NaN"));
        out.getBuffer().setLength(0);
        int again = analyze(log);
        assertTrue(again == 0 || again == 2, err::toString);
        assertEquals(120, json().path("points").path(0).path("packets").asInt());
    }

    @ParameterizedTest
    @CsvSource({"--gaps fast", "--packets 5000000", "--port 70000", "--link slow", "--train 1", "--nonsense 1"})
    void aWrongOptionOfASweepEndsWithOne(String option) {
        assertEquals(1, run(("probe run 127.0.0.1 " + option).split(" ", -1)));
        assertTrue(out.toString().isEmpty(), out::toString);
    }
}
