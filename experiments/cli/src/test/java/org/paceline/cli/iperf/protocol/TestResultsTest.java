package org.paceline.cli.iperf.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestResultsTest {
    /** As a stock server of 3.12 sends it. */
    private static final String OF_3_12 = """
            {"cpu_util_total":1.5,"cpu_util_user":0.5,"cpu_util_system":1,
             "sender_has_retransmits":18446744073709551615,"congestion_used":"cubic",
             "streams":[{"id":1,"bytes":1048576,"retransmits":18446744073709551615,"jitter":0,"errors":0,"packets":0,
                         "start_time":0,"end_time":2.000952}]}""";

    @Test
    void theMinusOneOf312IsRead() throws Exception {
        TestResults results = TestResults.of(json(OF_3_12));

        assertEquals(-1, results.senderHasRetransmits());
        assertEquals(
                new StreamResult(1, 1_048_576, -1, 0, 2.000952),
                results.streams().get(0));
        assertEquals(new CpuShare(1.5, 0.5, 1), results.cpu());
        assertEquals("cubic", results.congestion());
    }

    @Test
    void aMinusOneWithItsSignIsRead() throws Exception {
        TestResults results = TestResults.of(json(OF_3_12.replace("18446744073709551615", "-1")));

        assertEquals(-1, results.streams().get(0).retransmits());
    }

    @Test
    void resultsSurviveTheWire() throws Exception {
        TestResults results = new TestResults(
                new CpuShare(3, 2, 1),
                1,
                "newreno",
                List.of(new StreamResult(1, 5_000_000_000L, 3, 0, 10), new StreamResult(3, 0, 0, 0, 10)));

        assertEquals(results, TestResults.of(results.toJson()));
    }

    @Test
    void whatTheOtherEndRequiresIsThere() {
        JsonNode stream = new TestResults(CpuShare.NONE, 0, null, List.of(new StreamResult(1, 2, 3, 0, 1)))
                .toJson()
                .path("streams")
                .path(0);

        for (String name : List.of("id", "bytes", "retransmits", "jitter", "errors", "packets")) {
            assertTrue(stream.path(name).isNumber(), name);
        }
    }

    @Test
    void timesAndCongestionMayBeMissing() throws Exception {
        TestResults results = TestResults.of(json(OF_3_12.replace("\"congestion_used\":\"cubic\",", "")
                .replace(",\n             \"start_time\":0,\"end_time\":2.000952", "")));

        assertNull(results.congestion());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"cpu_util_total\":\"much\",\"cpu_util_user\":0,\"cpu_util_system\":0}",
                "{\"cpu_util_total\":0,\"cpu_util_user\":0,\"cpu_util_system\":0,\"sender_has_retransmits\":-1}",
                "{\"cpu_util_total\":0,\"cpu_util_user\":0,\"cpu_util_system\":0,\"sender_has_retransmits\":-1,"
                        + "\"streams\":[{\"id\":1}]}",
                "{\"cpu_util_total\":0,\"cpu_util_user\":0,\"cpu_util_system\":0,\"sender_has_retransmits\":-1,"
                        + "\"streams\":[{\"id\":1,\"bytes\":36893488147419103232,\"retransmits\":0}]}",
                "{\"cpu_util_total\":1e999,\"cpu_util_user\":0,\"cpu_util_system\":0}"
            })
    void resultsThatLackSomethingAreALine(String text) throws Exception {
        JsonNode document = json(text);

        String message = Told.by(() -> TestResults.of(document));
        assertTrue(message.startsWith("the peer's results"), message);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
