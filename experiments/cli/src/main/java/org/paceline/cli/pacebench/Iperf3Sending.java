package org.paceline.cli.pacebench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.paceline.testbed.ChildProcess;
import org.paceline.testbed.Iperf3Server;
import org.paceline.testbed.TestbedException;

/** The kernel's TCP under a stock iperf3: --fq-rate sets SO_MAX_PACING_RATE, -b holds back the writes. */
final class Iperf3Sending implements Contender {
    /** Beyond the test itself: connecting, draining, exchanging results. */
    private static final long GRACE_MS = 10_000;

    private static final double PERCENT = 100;

    private final BenchPath path;
    private final BenchPlan plan;

    Iperf3Sending(BenchPath path, BenchPlan plan) {
        this.path = path;
        this.plan = plan;
    }

    @Override
    public Sent send(Arm arm) {
        if (!Iperf3Server.installed()) {
            throw new TestbedException("iperf3 is not installed (Debian: apt-get install iperf3)");
        }
        boolean offload = arm.mechanism() == Mechanism.KERNEL_PACED_GSO;
        path.segmentationOffload(offload);
        long wholeSeconds = Math.round(Math.ceil(plan.seconds() + BenchPlan.WARM_UP_SECONDS));
        try (ChildProcess client = path.sender().start(command(arm, wholeSeconds))) {
            if (!client.await(wholeSeconds * 1_000L + GRACE_MS)) {
                throw new TestbedException("iperf3 -c does not come to an end");
            }
            return account(client.output());
        } finally {
            path.segmentationOffload(false);
        }
    }

    private String[] command(Arm arm, long wholeSeconds) {
        String rateOption = arm.mechanism() == Mechanism.IPERF3_RATE ? "-b" : "--fq-rate";
        List<String> line = new ArrayList<>(List.of("iperf3", "-c", path.receiverAddress(arm.device())));
        line.addAll(List.of("-p", Integer.toString(Iperf3Server.DEFAULT_PORT), "-t", Long.toString(wholeSeconds)));
        line.addAll(List.of(rateOption, Long.toString(arm.payloadBitsPerSecond()), "-C", "cubic", "-J"));
        return line.toArray(String[]::new);
    }

    private static Sent account(String document) {
        try {
            JsonNode json = new ObjectMapper().readTree(document);
            JsonNode end = json.path("end");
            if (json.hasNonNull("error") || end.path("sum_sent").isMissingNode()) {
                throw new TestbedException(
                        "iperf3 -c failed: " + json.path("error").asText("no result in its document"));
            }
            return new Sent(
                    null,
                    end.path("cpu_utilization_percent").path("host_total").asDouble() / PERCENT,
                    end.path("sum_sent").path("retransmits").asLong(),
                    List.of());
        } catch (JsonProcessingException unreadable) {
            throw new TestbedException(
                    "iperf3 -c printed no document: " + document.strip().replaceAll("\\s*\\R\\s*", "; "), unreadable);
        }
    }
}
