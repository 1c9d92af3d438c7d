package org.paceline.cli.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.paceline.testbed.TestbedException;

class KernelSenderTest {
    @Test
    void whatCountsIsWhatTheReceiverTold() {
        SenderOutcome outcome = KernelSender.outcome("{\"end\":{\"sum_sent\":{\"bytes\":9,\"seconds\":1},"
                + "\"sum_received\":{\"bytes\":5000000,\"seconds\":2.5}}}");

        assertEquals(5_000_000, outcome.receivedBytes());
        assertEquals(2.5, outcome.seconds());
        assertNull(outcome.departureErrorNs());
    }

    @Test
    void anErrorInTheDocumentIsTold() {
        assertTrue(refusal("{\"start\":{},\"error\":\"unable to connect\"}").contains("unable to connect"));
    }

    @Test
    void somethingElseThanADocumentIsToldInOneLine() {
        String message = refusal("iperf3: not found\nbye\n");

        assertTrue(message.contains("iperf3: not found; bye"), message);
    }

    private static String refusal(String document) {
        return assertThrows(TestbedException.class, () -> KernelSender.outcome(document))
                .toString();
    }
}
