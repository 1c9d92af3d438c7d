package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;
import org.paceline.pacer.control.FixedRate;

/** Of every nanosecond of a connection's life the account knows what it was waiting for. */
class TimeAccountTest {
    private static final long WAIT_NS = 7 * MS;

    private static long spent(ConnectionScript script, SendLimit limit) {
        TimeReport report = script.connection.times(script.nowNs());
        long sumNs = 0;
        for (SendLimit each : SendLimit.values()) {
            sumNs += report.spentNs(each);
        }
        assertEquals(report.lifeNs(), sumNs, "the sum");
        assertEquals(script.nowNs(), sumNs, "the life");
        return report.spentNs(limit);
    }

    private static void drain(ConnectionScript script) {
        while (script.poll() != null) {
            // whatever leaves
        }
        script.nothingDue();
    }

    /** What is due stays where it is for so long. */
    private static ConnectionScript waited(ConnectionScript script) {
        script.connection.nextDeadlineNs(script.nowNs());
        return script.late(script.nowNs() + WAIT_NS);
    }

    @Test
    void theHandshakeTakesARoundTrip() {
        assertEquals(RTT_NS, spent(Scripts.established(), SendLimit.HANDSHAKE));
    }

    @Test
    void withNothingToSendItIsTheApplication() {
        ConnectionScript script = Scripts.established().after(WAIT_NS);
        assertEquals(WAIT_NS, spent(script, SendLimit.APPLICATION));
        assertEquals(0, script.connection.times(script.nowNs()).busyNs());
    }

    @Test
    void aFullCongestionWindow() {
        ConnectionScript script = Scripts.established();
        script.writes(100_000);
        drain(script);
        waited(script);
        assertEquals(WAIT_NS, spent(script, SendLimit.CONGESTION_WINDOW));
        assertEquals(WAIT_NS, script.connection.times(script.nowNs()).busyNs());
        assertEquals(WAIT_NS / 1_000, script.connection.info(script.nowNs()).field("busy_time"));
    }

    @Test
    void aSmallPeersWindow() {
        ConnectionScript script = Scripts.established(Scripts.plain(), 3_000, Scripts.PEER_OPTIONS);
        script.writes(100_000);
        drain(script);
        waited(script);
        assertEquals(WAIT_NS, spent(script, SendLimit.RECEIVE_WINDOW));
        assertEquals(WAIT_NS / 1_000, script.connection.info(script.nowNs()).field("rwnd_limited"));
    }

    @Test
    void thePacer() {
        ConnectionScript script = Scripts.established(Scripts.plain().withPacing(new FixedRate(1_000_000)));
        script.writes(3_000).expect(". 1:1461 ack 1");
        waited(script); // a segment every 11.68 ms
        assertEquals(WAIT_NS, spent(script, SendLimit.PACING));
    }

    @Test
    void afterItsDepartureAPacedSegmentWaitsForTheDevice() {
        ConnectionScript script = Scripts.established(Scripts.plain().withPacing(new FixedRate(10_000_000)));
        script.writes(3_000).expect(". 1:1461 ack 1");
        long gapNs = script.connection.nextDeadlineNs(script.nowNs()) - script.nowNs();
        waited(script);
        assertEquals(gapNs, spent(script, SendLimit.PACING));
        assertEquals(WAIT_NS - gapNs, spent(script, SendLimit.DEVICE));
    }

    @Test
    void nagle() {
        ConnectionScript script = Scripts.established();
        script.writes(100).expect("P. 1:101 ack 1").writes(100).nothingDue();
        waited(script);
        assertEquals(WAIT_NS, spent(script, SendLimit.NAGLE));
    }

    @Test
    void aDeviceThatTakesNothing() {
        ConnectionScript script = Scripts.established();
        waited(script.writes(100));
        assertEquals(WAIT_NS, spent(script, SendLimit.DEVICE));
    }

    @Test
    void aSendBufferThatIsTooSmall() {
        ConnectionScript script = Scripts.established(Scripts.plain().withSendBufferBytes(4_096));
        script.writes(4_096);
        drain(script);
        script.connection.sendBuffer().append(new byte[1], 0, 1);
        // Nagle holds the last 1,176 bytes back; they leave when the first segments are acknowledged
        script.after(MS).arrives(". 1:1 ack 2921").expect("P. 2921:4097 ack 1").writes(2_920);
        script.expect(". 4097:5557 ack 1").expect("P. 5557:7017 ack 1").nothingDue();
        waited(script);
        assertEquals(WAIT_NS, spent(script, SendLimit.SEND_BUFFER));
        assertEquals(WAIT_NS / 1_000, script.connection.info(script.nowNs()).field("sndbuf_limited"));
    }

    @Test
    void memoryThatIsUsedUp() {
        MemoryBudget budget = MemoryBudget.of(ChunkPool.CHUNK_BYTES);
        ConnectionScript script = new ConnectionScript(Scripts.plain().withNoDelay(true), budget);
        script.connection.open();
        script.expect("S 0:0")
                .at(RTT_NS)
                .arrives("S. 0:0 ack 1 win 65535 <mss 1460>")
                .expect(". 1:1 ack 1");
        script.writes(ChunkPool.CHUNK_BYTES);
        assertEquals(0, script.connection.sendBuffer().append(new byte[1], 0, 1));
        drain(script);
        waited(script);
        assertEquals(WAIT_NS, spent(script, SendLimit.MEMORY));
    }

    @Test
    void theEndAfterOurFin() {
        ConnectionScript script = Scripts.established();
        script.shutsOutput().expect("F. 1:1 ack 1").nothingDue();
        waited(script);
        assertEquals(WAIT_NS, spent(script, SendLimit.CLOSING));
    }

    @Test
    void aClosedConnectionAgesNoMore() {
        ConnectionScript script = Scripts.established().after(WAIT_NS).aborts();
        drain(script);
        script.late(script.nowNs() + WAIT_NS);
        assertEquals(RTT_NS + WAIT_NS, script.connection.times(script.nowNs()).lifeNs());
    }
}
