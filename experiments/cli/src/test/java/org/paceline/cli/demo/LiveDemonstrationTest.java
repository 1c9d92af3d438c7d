package org.paceline.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.testbed.Testbed;

/** The demonstration on real packets, as short as it can be. */
@Tag("netns")
class LiveDemonstrationTest {
    @TempDir
    private Path directory;

    @Test
    void theKernelSendsTrainsAndThePacedSenderDoesNot() throws Exception {
        Privilege.required();
        DemoPlan plan = new DemoPlan(1, 1, 100_000_000, 20, 25, directory);
        try (Testbed testbed = new Testbed()) {
            DemoResult result = new Demonstration(plan, new LivePath(plan, testbed), List.of(), line -> {}).run();

            assertEquals(
                    List.of(Arm.values()),
                    result.arms().stream().map(ArmResult::arm).toList());
            double kernel = result.arms().get(0).trains().lengths().weightedMean();
            double paced = result.arms().get(2).trains().lengths().weightedMean();
            assertTrue(kernel > 1.2, "kernel's mean train " + kernel);
            assertTrue(paced < 1.2, "paced mean train " + paced);
            for (ArmResult arm : result.arms()) {
                RoundResult round = arm.rounds().get(0);
                // what the server counted passed the capture, less the cookie that opens the stream
                assertTrue(round.data().distinctBytes() >= round.record().receivedBytes());
                assertTrue(arm.queuePeakPackets() <= plan.queuePackets());
                assertEquals(0, arm.missedFrames());
            }
        }
    }
}
