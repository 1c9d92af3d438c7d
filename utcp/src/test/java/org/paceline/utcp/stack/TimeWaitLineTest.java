package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.Path;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpEvents;
import org.paceline.utcp.tcp.TimeWait;
import org.paceline.utcp.tcp.TimeWaitRecord;

class TimeWaitLineTest {
    private static final TcpConfig CONFIG = StackScript.SMALL.withOptions(options -> options.withTimestamps(false));
    private final ByteBuffer frame = ByteBuffer.allocate(200);
    private final TcpHeader segment = new TcpHeader();
    private final TcpOptions options = new TcpOptions();

    /** One whose end is that of a FIN at this time. */
    private TimeWaitEntry entry(long finNs) {
        TcpConnection connection = new TcpConnection(CONFIG, TcpEvents.NONE, new Path(1, 2, 1_500, 20), 0, 0);
        connection.open();
        connection.pollTransmit(0, frame, 0);
        arrives(connection, 0, TcpHeader.SYN | TcpHeader.ACK, 0, 1);
        connection.pollTransmit(0, frame, 0);
        connection.close(0);
        connection.pollTransmit(0, frame, 0);
        arrives(connection, finNs, TcpHeader.FIN | TcpHeader.ACK, 1, 2);
        connection.pollTransmit(finNs, frame, 0);
        assertTrue(TimeWait.rests(connection, finNs));
        return new TimeWaitEntry(TimeWaitRecord.takeOver(connection), StackScript.US, StackScript.US);
    }

    private void arrives(TcpConnection connection, long nowNs, int flags, int seq, int ack) {
        write(flags, seq, ack);
        connection.handleSegment(nowNs, nowNs, segment, options, frame);
    }

    private void finArrives(TimeWaitEntry entry, long nowNs) {
        write(TcpHeader.FIN | TcpHeader.ACK, 1, 2);
        entry.record.handleSegment(nowNs, segment, options);
    }

    private void write(int flags, int seq, int ack) {
        TcpHeader.write(frame, 0, 2, 1, seq, ack, flags, 1_000, TcpHeader.MIN_LENGTH_BYTES);
        assertTrue(segment.wrap(frame, 0, TcpHeader.MIN_LENGTH_BYTES));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theFirstIsAlwaysTheOneThatEndsFirst(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TimeWaitLine line = new TimeWaitLine();
        List<TimeWaitEntry> model = new ArrayList<>();
        for (int step = 0; step < 5_000; step++) {
            switch (random.nextInt(model.isEmpty() ? 1 : 4)) {
                case 0, 1 -> {
                    TimeWaitEntry entry = entry(random.nextLong(1_000_000));
                    model.add(entry);
                    line.add(entry);
                }
                case 2 -> line.remove(model.remove(random.nextInt(model.size())));
                default -> {
                    TimeWaitEntry entry = model.get(random.nextInt(model.size()));
                    finArrives(entry, random.nextLong(1_000_000));
                    line.moved(entry);
                }
            }
            check(line, model);
        }
        assertTrue(model.size() > 100);
        model.sort(Comparator.comparingLong(entry -> entry.record.endNs()));
        for (TimeWaitEntry entry : model) {
            TimeWaitEntry first = line.first();
            assertTrue(first != null);
            assertEquals(entry.record.endNs(), first.record.endNs());
            line.remove(first);
        }
        assertNull(line.first());
    }

    private static void check(TimeWaitLine line, List<TimeWaitEntry> model) {
        assertEquals(model.size(), line.size());
        long firstNs =
                model.stream().mapToLong(entry -> entry.record.endNs()).min().orElse(-1);
        TimeWaitEntry first = line.first();
        assertEquals(firstNs, first == null ? -1 : first.record.endNs());
    }
}
