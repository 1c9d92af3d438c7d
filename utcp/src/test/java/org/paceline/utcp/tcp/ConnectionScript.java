package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;

/**
 * One connection and the test as its peer and its user, in virtual time: segments that arrive, segments that are
 * expected, each as a {@link SegmentLine}. Initial numbers stand right before the wrap, so that every test crosses it.
 * The text of either side is a pattern of the position, and is checked wherever it passes.
 */
final class ConnectionScript {
    static final long MS = 1_000_000;
    static final long US = 1_000;
    static final int OUR_PORT = 40_000;
    static final int PEER_PORT = 5_201;
    private static final int ISS = 0xffff_ff00;
    private static final int IRS = 0x7fff_ff00;
    private static final int TIMESTAMP_OFFSET = 0xffff_fff0;
    private static final int OFFSET = 34;

    /** As packetdrill writes the ECN codepoint of a packet, by their number. */
    private static final List<String> CODEPOINTS = List.of("noecn", "ect1", "ect0", "ce");

    final RecordedEvents events = new RecordedEvents();
    final TcpConnection connection;
    private final ByteBuffer frame = ByteBuffer.allocate(70_000);
    private final TcpHeader header = new TcpHeader();
    private final TcpOptions options = new TcpOptions();
    private long nowNs;
    private int writtenBytes;
    private int readBytes;

    ConnectionScript(TcpConfig config) {
        this(config, 1_500);
    }

    ConnectionScript(TcpConfig config, int mtuBytes) {
        connection =
                new TcpConnection(config, events, new Path(OUR_PORT, PEER_PORT, mtuBytes, 20), ISS, TIMESTAMP_OFFSET);
    }

    /** One whose buffers take their memory from this budget. */
    ConnectionScript(TcpConfig config, MemoryBudget memory) {
        connection = new TcpConnection(
                config,
                events,
                new Path(OUR_PORT, PEER_PORT, 1_500, 20),
                ISS,
                TIMESTAMP_OFFSET,
                SharedLimits.of(memory, ChallengeBudget.unlimited()));
    }

    // time

    long nowNs() {
        return nowNs;
    }

    /** Moves the clock; nothing may have been due before, and timers that are due now run. */
    ConnectionScript at(long timeNs) {
        long dueNs = connection.nextDeadlineNs(nowNs);
        assertTrue(dueNs >= timeNs, () -> "due at " + dueNs + " ns already, before " + timeNs);
        return late(timeNs);
    }

    /** Moves the clock past whatever was due: the loop had other work. */
    ConnectionScript late(long timeNs) {
        nowNs = timeNs;
        connection.handleTimeout(timeNs);
        return this;
    }

    ConnectionScript after(long durationNs) {
        return at(nowNs + durationNs);
    }

    /** Nothing leaves now, and something is due at that time: goes there. */
    ConnectionScript dueAt(long timeNs) {
        nothingDue();
        assertEquals(timeNs, connection.nextDeadlineNs(nowNs), "the next deadline");
        return at(timeNs);
    }

    /** Nothing leaves now, and nothing will ever. */
    void nothingEver() {
        nothingDue();
        assertEquals(TcpConnection.NEVER_NS, connection.nextDeadlineNs(nowNs), "the next deadline");
    }

    // the wire

    /** A line as {@link SegmentLine} has it, with the packet's ECN codepoint in front if it is not {@code noecn}. */
    ConnectionScript arrives(String line) {
        int bracket = line.indexOf(']');
        int codepoint = bracket < 0 ? 0 : CODEPOINTS.indexOf(line.substring(1, bracket));
        return arrives(SegmentLine.parse(line.substring(bracket + 1).trim()), codepoint);
    }

    ConnectionScript arrives(SegmentLine segment) {
        return arrives(segment, 0);
    }

    private ConnectionScript arrives(SegmentLine segment, int codepoint) {
        segment.writeTo(options, TIMESTAMP_OFFSET, ISS);
        int headerBytes = TcpHeader.MIN_LENGTH_BYTES + options.encodedBytes();
        TcpHeader.write(
                frame,
                OFFSET,
                PEER_PORT,
                OUR_PORT,
                IRS + segment.start(),
                segment.has(TcpHeader.ACK) ? ISS + segment.ack() : 0,
                segment.flags(),
                segment.windowField() < 0 ? 0xffff : segment.windowField(),
                headerBytes);
        options.write(frame, OFFSET + TcpHeader.MIN_LENGTH_BYTES);
        int firstSeq = segment.start() + (segment.has(TcpHeader.SYN) ? 1 : 0);
        for (int index = 0; index < segment.payloadBytes(); index++) {
            frame.put(OFFSET + headerBytes + index, pattern(firstSeq - 1 + index));
        }
        assertTrue(header.wrap(frame, OFFSET, headerBytes + segment.payloadBytes()));
        assertTrue(options.parse(frame, header.optionsOffset(), header.optionsBytes()));
        header.cameWith(codepoint);
        connection.handleSegment(nowNs, nowNs, header, options, frame);
        ConnectionInvariants.check(connection);
        return this;
    }

    /** The next segment that leaves now is this one. */
    ConnectionScript expect(String line) {
        int bracket = line.indexOf(']');
        SegmentLine expected = SegmentLine.parse(line.substring(bracket + 1).trim());
        SegmentLine actual = poll();
        assertTrue(actual != null, () -> "nothing left at " + nowNs + " ns instead of " + line);
        assertEquals(expected.toString(), actual.asOpenAs(expected).toString(), () -> "at " + nowNs + " ns");
        if (bracket >= 0) {
            String codepoint = CODEPOINTS.get(connection.lastDeparture().ecnCodepoint());
            assertEquals(line.substring(1, bracket), codepoint, () -> "ECN of " + line + " at " + nowNs + " ns");
        }
        return this;
    }

    ConnectionScript nothingDue() {
        SegmentLine actual = poll();
        assertTrue(actual == null, () -> "left at " + nowNs + " ns: " + actual);
        assertTrue(connection.nextDeadlineNs(nowNs) > nowNs, "a deadline is now, and nothing leaves");
        return this;
    }

    /** The next segment that leaves now, or null. */
    SegmentLine poll() {
        int lengthBytes = connection.pollTransmit(nowNs, frame, OFFSET);
        ConnectionInvariants.check(connection);
        if (lengthBytes == 0) {
            return null;
        }
        assertTrue(header.wrap(frame, OFFSET, lengthBytes));
        assertTrue(options.parse(frame, header.optionsOffset(), header.optionsBytes()));
        assertEquals(OUR_PORT, header.sourcePort());
        assertEquals(PEER_PORT, header.destinationPort());
        int start = header.sequenceNumber() - ISS;
        checkText(start - (header.syn() ? 0 : 1));
        return new SegmentLine(
                header.flags(),
                start,
                start + header.payloadBytes(),
                header.ack() ? header.acknowledgmentNumber() - IRS : 0,
                header.windowField(),
                SegmentLine.text(options, TIMESTAMP_OFFSET, IRS));
    }

    private void checkText(int position) {
        for (int index = 0; index < header.payloadBytes(); index++) {
            assertEquals(pattern(position + index), frame.get(header.payloadOffset() + index), "text at " + position);
        }
    }

    private static byte pattern(int position) {
        return (byte) ((position * 0x9e37_79b1) >>> 24);
    }

    // the user

    ConnectionScript writes(int bytes) {
        byte[] text = new byte[bytes];
        for (int index = 0; index < bytes; index++) {
            text[index] = pattern(writtenBytes + index);
        }
        assertEquals(bytes, connection.sendBuffer().append(text, 0, bytes), "the send buffer's room");
        writtenBytes += bytes;
        connection.handleApplication(nowNs);
        return this;
    }

    /** Reads so many bytes, which must be there. */
    ConnectionScript reads(int bytes) {
        byte[] text = new byte[bytes];
        assertEquals(bytes, connection.receiveBuffer().take(text, 0, bytes), "bytes to read");
        for (int index = 0; index < bytes; index++) {
            assertEquals(pattern(readBytes + index), text[index], "byte " + (readBytes + index));
        }
        readBytes += bytes;
        connection.handleApplication(nowNs);
        return this;
    }

    ConnectionScript readable(int bytes) {
        assertEquals(bytes, connection.receiveBuffer().readableBytes(), "readable bytes");
        return this;
    }

    ConnectionScript shutsOutput() {
        connection.shutdownOutput(nowNs);
        return this;
    }

    ConnectionScript closes() {
        connection.close(nowNs);
        return this;
    }

    ConnectionScript aborts() {
        connection.abort();
        return this;
    }

    ConnectionScript is(TcpState state) {
        assertEquals(state, connection.state());
        return this;
    }

    void isClosed(CloseReason reason) {
        is(TcpState.CLOSED);
        assertEquals(reason, connection.closeReason());
        assertEquals(reason, events.closeReason);
        nothingEver();
        assertTrue(connection.finished());
    }
}
