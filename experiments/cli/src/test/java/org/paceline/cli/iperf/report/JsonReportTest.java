package org.paceline.cli.iperf.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.cli.iperf.transport.StreamInfo;

class JsonReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter text = new StringWriter();
    private final JsonReport report = new JsonReport(new PrintWriter(text), SampleRun.settings(), "paceline 1");

    @Test
    void everyFieldOfIperf3StandsWhereItStandsThere() throws IOException {
        report.onConnected(SampleRun.start());
        report.onInterval(SampleRun.interval(false, SampleRun.INFO));
        report.finished(SampleRun.summary(false, 4), null);

        try (InputStream sample = JsonReportTest.class.getResourceAsStream("iperf3-3.12-tcp.json")) {
            assertEquals(fields("", JSON.readTree(sample)), fields("", document()));
        }
    }

    @Test
    void valuesAreInIperf3Units() throws IOException {
        report.onConnected(SampleRun.start());
        report.onInterval(SampleRun.interval(false, SampleRun.INFO));
        report.finished(SampleRun.summary(false, 4), SampleRun.PACED);
        JsonNode document = document();

        assertEquals(
                "Fri, 20 Nov 2026 23:06:22 GMT",
                document.at("/start/timestamp/time").asText());
        assertEquals(146_000, document.at("/intervals/0/streams/0/snd_cwnd").asLong());
        assertEquals(20_123, document.at("/intervals/0/streams/1/rtt").asLong());
        assertEquals(4, document.at("/intervals/0/sum/retransmits").asLong());
        assertEquals(
                2_621_440 * 8.0, document.at("/intervals/0/sum/bits_per_second").asDouble());
        assertEquals(8, document.at("/end/sum_sent/retransmits").asLong());
        assertEquals(2_621_440, document.at("/end/sum_received/bytes").asLong());
        assertEquals("cubic", document.at("/end/receiver_tcp_congestion").asText());
    }

    @Test
    void ourFiguresStandInAnObjectOfTheirOwn() throws IOException {
        report.onConnected(SampleRun.start());
        report.finished(SampleRun.summary(false, 4), SampleRun.PACED);
        JsonNode paceline = document().path("paceline");

        assertEquals("half-rtt", paceline.path("policy").asText());
        assertEquals(8_600, paceline.path("departures").asLong());
        assertEquals(9_990, paceline.at("/departure_error_ns/p99_9").asLong());
        assertEquals(131_000, paceline.at("/gap_ns/p99").asLong());
        assertEquals(0.0125, paceline.path("back_to_back_share").asDouble());
        assertEquals(1.0375, paceline.path("train_weighted_mean").asDouble());
        assertEquals(3, paceline.path("late").asLong());
        assertEquals(800, paceline.at("/noise_floor_ns/p99").asLong());
        assertEquals(10, paceline.path("steal_ms").asLong());
        assertEquals("timed", paceline.at("/ipg/mechanism").asText());
        assertFalse(paceline.at("/ipg/granted").asBoolean());
        assertEquals(5_000, paceline.path("back_to_back_threshold_ns").asLong());
        assertEquals(
                0.95, paceline.path("departure_error_within_ns").path("1000").asDouble());
        assertEquals(0.8, paceline.path("gap_error_within_ns").path("250").asDouble());
        assertEquals(8_590, paceline.at("/tx_stamps/stamped").asLong());
        assertEquals(2_990, paceline.at("/tx_stamps/from_plan_ns/p99").asLong());
        assertEquals(4, paceline.path("micro_bursts").asLong());
        assertEquals(900_000, paceline.path("credited_ns").asLong());
        assertEquals(2, paceline.path("skipped").asLong());
        assertEquals("SCHED_FIFO", paceline.at("/thread/policy").asText());
        assertEquals(0.48, paceline.at("/thread/cpu_share").asDouble());
        assertEquals(56_000, paceline.at("/thread/cpu_ns_per_packet").asDouble());
    }

    @Test
    void whatSendingWaitedForStandsBesideTheSendersFields() throws IOException {
        report.onConnected(SampleRun.start());
        report.finished(SampleRun.timed(), null);
        JsonNode sender = document().at("/end/streams/0/sender");

        assertEquals(750_000_000, sender.at("/time_limited_ns/pacing").asLong());
        assertEquals(
                250_000_000, sender.at("/time_limited_ns/congestion_window").asLong());
        assertEquals(0, sender.at("/time_limited_ns/application").asLong(-1));
        assertEquals(4, sender.path("retransmits").asLong());
    }

    @Test
    void aTransportWithoutCountersLeavesThemOutAsIperf3Does() throws IOException {
        report.onConnected(SampleRun.start());
        report.onInterval(SampleRun.interval(false, StreamInfo.UNKNOWN));
        report.finished(SampleRun.summary(false, -1), null);
        JsonNode document = document();

        assertFalse(document.at("/intervals/0/streams/0").has("retransmits"));
        assertFalse(document.at("/intervals/0/sum").has("retransmits"));
        assertFalse(document.at("/end/streams/0/sender").has("max_snd_cwnd"));
        assertFalse(document.has("paceline"));
    }

    @Test
    void aFailureKeepsWhatWasSeenAndSaysWhy() throws IOException {
        report.onConnected(SampleRun.start());
        report.onInterval(SampleRun.interval(false, SampleRun.INFO));
        report.failed("the server has ended the test");
        JsonNode document = document();

        assertEquals("the server has ended the test", document.path("error").asText());
        assertEquals(1, document.path("intervals").size());
        assertTrue(document.path("end").isObject());
    }

    @Test
    void anInterruptedTestHasNoReceiver() throws IOException {
        report.onConnected(SampleRun.start());
        report.finished(SampleRun.summary(true, 4), null);
        JsonNode document = document();

        assertTrue(document.path("error").asText().contains("interrupt"));
        assertFalse(document.path("end").has("sum_received"));
        assertTrue(document.path("end").has("sum_sent"));
    }

    @Test
    void aTestThatWasNeverTriedIsADocumentToo() throws IOException {
        JsonReport.failed(new PrintWriter(text), "paceline 1", "no such device");
        JsonNode document = document();

        assertEquals("no such device", document.path("error").asText());
        assertTrue(document.at("/start/connected").isArray());
        assertTrue(document.path("intervals").isArray());
    }

    private JsonNode document() throws IOException {
        return JSON.readTree(text.toString());
    }

    /** Names of all fields in their order, of arrays those of the first element. */
    private static List<String> fields(String path, JsonNode node) {
        List<String> names = new ArrayList<>();
        if (node.isArray() && !node.isEmpty()) {
            names.addAll(fields(path + "[]", node.get(0)));
        }
        node.properties().forEach(field -> {
            names.add(path + "/" + field.getKey());
            names.addAll(fields(path + "/" + field.getKey(), field.getValue()));
        });
        return names;
    }
}
