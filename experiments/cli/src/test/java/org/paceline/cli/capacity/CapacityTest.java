package org.paceline.cli.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

/** The command's two questions in small; complaints 15 and 19 of the users of other stacks. */
class CapacityTest {
    private final PrintWriter silence = new PrintWriter(Writer.nullWriter());

    @Test
    void anIdleConnectionTakesLessThanAChunkOfABuffer() {
        IdleConnections.Result result = IdleConnections.run(20_000, silence);
        assertEquals(20_000, result.open());
        assertEquals(20_000, result.timeWaits());
        assertTrue(result.held(), result.bytesEach() + " bytes each, in TIME-WAIT " + result.timeWaitBytesEach());
    }

    @Test
    void aSynFloodLeavesTheTransferAloneAndLetsClientsIn() {
        SynFlood.Result result = SynFlood.run(50_000, 1, silence);
        assertTrue(result.cookies() > 40_000, result.cookies() + " cookies");
        assertEquals(result.clients(), result.admitted());
        assertTrue(result.goodputShare() > 0.99, "goodput falls to " + result.goodputShare());
    }
}
