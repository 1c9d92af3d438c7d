package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Complaints about stacks out of memory: events without data, writers that nobody wakes, windows that promise too much.
 */
class LittleMemoryTest {
    private static final int CHUNK = ChunkPool.CHUNK_BYTES;

    private final MemoryBudget budget = MemoryBudget.of(8 * CHUNK);
    private final ConnectionScript script = new ConnectionScript(Scripts.plain(), budget);

    private ConnectionScript open() {
        script.connection.open();
        return script.expect("S 0:0")
                .at(Scripts.RTT_NS)
                .arrives("S. 0:0 ack 1 win 65535 <mss 1460,sackOK>")
                .expect(". 1:1 ack 1");
    }

    /** Complaint: an edge-triggered reader was told of data that it could not read. */
    @Test
    void aReaderIsToldOfBytesInOrderOnly() {
        open().arrives(". 1461:2921 ack 1").readable(0);
        assertEquals(0, script.events.readable);
        script.arrives(". 1:1461 ack 1").readable(2_920);
        assertEquals(1, script.events.readable);
    }

    /** Complaint: progress only by a slow timer once the pool was exhausted. */
    @Test
    void aWriterWithoutMemoryIsToldByTheNextAcknowledgment() {
        open();
        assertTrue(budget.reserve(8 * CHUNK));
        script.writes(CHUNK);
        assertEquals(0, script.connection.sendBuffer().append(new byte[1], 0, 1));
        int told = script.events.writable;
        script.expect(". 1:1461 ack 1");
        while (script.poll() != null) {
            // as much as the window of the path takes
        }
        script.after(ConnectionScript.MS).arrives(". 1:1 ack 1461");
        assertEquals(told + 1, script.events.writable);
        assertTrue(script.connection.sendBuffer().freeBytes() > 0);
    }

    @Test
    void aSegmentWithoutMemoryIsNotAcknowledgedAndFindsItsPlaceWhenTheReaderHasRead() {
        open().arrives(". 1:1461 ack 1");
        assertTrue(budget.reserve(7 * CHUNK));
        int next = 1_461;
        while (next + 1_460 <= CHUNK) {
            script.arrives(". " + next + ":" + (next + 1_460) + " ack 1");
            next += 1_460;
        }
        script.expect(". 1:1 ack " + next).arrives(". " + next + ":" + (next + 1_460) + " ack 1");
        assertEquals(1, script.connection.counters.troubles().memoryRefused);
        script.expect(". 1:1 ack " + next).reads(next - 1);
        while (script.poll() != null) {
            // a window update, if it is worth one
        }
        script.arrives(". " + next + ":" + (next + 1_460) + " ack 1").readable(1_460);
    }

    @Test
    void underPressureTheEdgeStaysWhereItIs() {
        open().arrives(". 1:1461 ack 1").arrives(". 1461:2921 ack 1").expect(". 1:1 ack 2921");
        int edge = script.connection.rcv.advertisedEdge;
        assertTrue(budget.reserve(7 * CHUNK));
        assertTrue(budget.underPressure());
        script.reads(2_920);
        assertEquals(edge, script.connection.rcv.advertisedEdge, "never to the left, and not to the right");
        assertTrue(script.connection.window.limitBytes() <= (1 << 20) / 64);
    }
}
