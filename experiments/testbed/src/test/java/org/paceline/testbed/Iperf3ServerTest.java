package org.paceline.testbed;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("netns")
class Iperf3ServerTest {
    @Test
    void aServerListensWhenItHasStarted() throws Exception {
        Privilege.required();
        assumeTrue(Iperf3Server.installed() || "true".equals(System.getenv("CI")), "iperf3 is not installed");
        try (Testbed testbed = new Testbed()) {
            TestHost host = testbed.host("receiver");
            testbed.own(Iperf3Server.start(host, Iperf3Server.DEFAULT_PORT));

            String document = host.run("iperf3", "-c", "127.0.0.1", "-n", "1M", "-J");

            assertTrue(document.contains("\"sum_received\""), document);
            assertFalse(document.contains("\"error\""), document);
        }
    }
}
