package org.paceline.cli.iperf.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestParametersTest {
    @Test
    void parametersSurviveTheWire() throws IperfException {
        TestParameters parameters = new TestParameters(2, 10, 0, 4, 65_536, 5_000_000);

        assertEquals(parameters, TestParameters.of(parameters.toJson()));
    }

    @Test
    void typesAreAsStrictServersWantThem() {
        JsonNode document = new TestParameters(0, 10, 0, 1, 131_072, 0).toJson();

        assertTrue(document.path("tcp").isBoolean());
        assertTrue(document.path("time").isIntegralNumber());
        assertFalse(document.has("bandwidth"), "without a rate there is no limit to compare it with");
        assertFalse(document.has("burst"), "a burst of 0 is refused by servers");
    }

    @Test
    void theLeastThatServersTakeIsTaken() throws Exception {
        TestParameters parameters = TestParameters.of(new ObjectMapper().readTree("{\"tcp\":true,\"len\":16384}"));

        assertEquals(1, parameters.parallel());
        assertEquals(16_384, parameters.blockBytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"udp\":true}",
                "{\"tcp\":true,\"reverse\":true}",
                "{\"tcp\":true,\"bidirectional\":true}",
                "{\"tcp\":true,\"parallel\":129}",
                "{\"tcp\":true,\"len\":0}"
            })
    void aTestThatTheSinkCannotServeIsALine(String text) throws Exception {
        JsonNode document = new ObjectMapper().readTree(text);

        assertThrows(IperfException.class, () -> TestParameters.of(document));
    }

    @Test
    void streamNumbersLeaveOutTwo() {
        assertEquals(1, StreamId.of(0));
        assertEquals(3, StreamId.of(1));
        assertEquals(4, StreamId.of(2));
        assertEquals(129, StreamId.of(127));
    }
}
