package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.timer.TimerPurpose;

/** A record of TIME-WAIT answers as the connection would that it was taken from. */
class TimeWaitRecordTest {
    private static final int SEEDS = 2_000;
    private static final int SEGMENTS = 40;
    private static final long MS = 1_000_000;
    private static final int[] FLAGS = {
        TcpHeader.ACK,
        TcpHeader.ACK | TcpHeader.FIN,
        TcpHeader.ACK | TcpHeader.FIN,
        TcpHeader.SYN,
        TcpHeader.SYN | TcpHeader.ACK,
        TcpHeader.RST,
        TcpHeader.FIN,
        0
    };
    private static final int[] DISTANCES = {-1_000_000, -70_000, -300, -1, 0, 0, 1, 300, 70_000, 1_000_000};

    private final ByteBuffer arriving = ByteBuffer.allocate(1_000);
    private final ByteBuffer expected = ByteBuffer.allocate(1_000);
    private final ByteBuffer actual = ByteBuffer.allocate(1_000);
    private final TcpHeader segment = new TcpHeader();
    private final TcpOptions options = new TcpOptions();

    /** One in TIME-WAIT whose user has closed and whose ACK has left. */
    private static ConnectionScript closed(TcpConfig config, boolean sack, boolean timestamps) {
        String peer = "<mss 1460" + (sack ? ",sackOK" : "") + (timestamps ? ",TS 100:0>" : ",wscale 7>");
        ConnectionScript script = Scripts.established(config, 65_535, peer);
        script.connection.close(script.nowNs());
        script.poll();
        script.arrives("F. 1:1 ack 2" + (timestamps ? " <TS 100:0>" : "")).is(TcpState.TIME_WAIT);
        assertFalse(TimeWait.rests(script.connection, script.nowNs()), "an ACK is owed");
        script.poll();
        assertTrue(TimeWait.rests(script.connection, script.nowNs()));
        return script;
    }

    private static TcpConfig config(SplittableRandom random) {
        boolean exact = random.nextBoolean();
        boolean challenges = random.nextBoolean();
        boolean outlasts = random.nextBoolean();
        return TcpConfig.defaults().withBlindSegments(rules -> rules.withExactReset(exact)
                .withChallengesSyn(challenges)
                .withTimeWaitOutlastsReset(outlasts));
    }

    private void draw(SplittableRandom random, TcpConnection c, int payloadBytes) {
        options.clear();
        if (random.nextInt(4) > 0) {
            options.timestamps(90 + random.nextInt(20), 0);
        }
        int headerBytes = TcpHeader.MIN_LENGTH_BYTES + options.encodedBytes();
        int flags = FLAGS[random.nextInt(FLAGS.length)];
        int seq = c.rcv.nxt + DISTANCES[random.nextInt(DISTANCES.length)];
        int ack = (flags & TcpHeader.ACK) != 0 ? c.snd.nxt + random.nextInt(-1, 2) : 0;
        TcpHeader.write(arriving, 0, c.remotePort(), c.localPort(), seq, ack, flags, 1_000, headerBytes);
        options.write(arriving, TcpHeader.MIN_LENGTH_BYTES);
        assertTrue(segment.wrap(arriving, 0, headerBytes + payloadBytes));
        assertTrue(options.parse(arriving, segment.optionsOffset(), segment.optionsBytes()));
    }

    @Test
    void itAnswersAsTheConnectionWould() {
        int segments = 0;
        int ends = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean sack = random.nextBoolean();
            boolean timestamps = random.nextBoolean();
            TcpConfig config = config(random);
            ConnectionScript script = closed(config, sack, timestamps);
            TcpConnection whole = script.connection;
            TimeWaitRecord record = TimeWaitRecord.takeOver(closed(config, sack, timestamps).connection);
            long nowNs = script.nowNs();
            boolean over = false;
            for (int index = 0; index < SEGMENTS && !over; index++) {
                nowNs += random.nextLong(400 * MS);
                // of text that comes again the connection would tell by a D-SACK, which the record has forgotten
                draw(random, whole, sack ? 0 : random.nextInt(3) * 10);
                String where = "seed " + seed + ", segment " + index;
                whole.handleSegment(nowNs, nowNs, segment, options, arriving);
                TimeWaitAnswer answer = record.handleSegment(nowNs, segment, options);
                over = whole.state() == TcpState.CLOSED;
                int expectedBytes = whole.pollTransmit(nowNs, expected, 0);
                int actualBytes = answer.segment() ? record.write(nowNs, answer, actual, 0) : 0;
                assertEquals(expectedBytes, actualBytes, where);
                assertEquals(expected.slice(0, expectedBytes), actual.slice(0, actualBytes), where);
                assertEquals(over, answer.ends(), where);
                if (!over) {
                    assertEquals(whole.timers.deadlineNs(TimerPurpose.TIME_WAIT), record.endNs(), where);
                }
                segments += answer.segment() ? 1 : 0;
                ends += answer.ends() ? 1 : 0;
            }
        }
        assertTrue(segments > 5 * SEEDS && ends > SEEDS / 4, segments + " answers and " + ends + " ends");
    }

    @Test
    void itsUserIsToldThatAllIsOver() {
        ConnectionScript script = closed(TcpConfig.defaults(), true, true);
        TimeWaitRecord.takeOver(script.connection);
        script.isClosed(CloseReason.FINISHED);
        assertEquals(TcpState.CLOSED, script.connection.info().state());
    }

    /** RFC 7323 appendix B.2, and never without timestamps. */
    @ParameterizedTest
    @CsvSource({"true, 1000, false", "true, 1001, true", "false, 30000, false"})
    void aConnectOfOursTakesItsPlaceAfterASecondOfTimestamps(boolean timestamps, long afterMs, boolean expected) {
        ConnectionScript script = closed(TcpConfig.defaults(), true, timestamps);
        TimeWaitRecord record = TimeWaitRecord.takeOver(script.connection);
        assertEquals(expected, record.yieldsToConnect(script.nowNs() + afterMs * MS));
    }

    /** RFC 1337 section 3, F1. */
    @ParameterizedTest
    @CsvSource({"false, END", "true, NONE"})
    void rfc1337AResetEndsTimeWaitOnlyWhereItMay(boolean outlasts, TimeWaitAnswer expected) {
        TcpConfig config = TcpConfig.defaults().withBlindSegments(rules -> rules.withTimeWaitOutlastsReset(outlasts));
        ConnectionScript script = closed(config, true, false);
        TcpConnection c = script.connection;
        TimeWaitRecord record = TimeWaitRecord.takeOver(c);
        int headerBytes = TcpHeader.MIN_LENGTH_BYTES;
        TcpHeader.write(arriving, 0, c.remotePort(), c.localPort(), c.rcv.nxt, 0, TcpHeader.RST, 0, headerBytes);
        assertTrue(segment.wrap(arriving, 0, headerBytes));
        assertEquals(expected, record.handleSegment(script.nowNs(), segment, options.clear()));
    }
}
