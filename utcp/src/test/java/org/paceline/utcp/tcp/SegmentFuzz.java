package org.paceline.utcp.tcp;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;

/**
 * Reads bytes as what happens to a connection: segments near its window with any flags and raw options, calls of its
 * user, time. Whatever they say, nothing throws and the invariants hold after every step.
 */
final class SegmentFuzz {
    private static final int OFFSET = 34;
    private static final int MAX_SEGMENTS_OUT = 16;

    private final TcpConnection connection;
    private final ByteBuffer input;
    private final ByteBuffer frame = ByteBuffer.allocate(4_096);
    private final ByteBuffer out = ByteBuffer.allocate(70_000);
    private final TcpHeader header = new TcpHeader();
    private final TcpOptions options = new TcpOptions();
    private final byte[] text = new byte[2_048];
    private long nowNs;
    private int segments;

    SegmentFuzz(ConnectionScript script, byte[] bytes) {
        this.connection = script.connection;
        this.nowNs = script.nowNs();
        this.input = ByteBuffer.wrap(bytes);
    }

    /** @return how many segments the connection took */
    int run() {
        while (input.remaining() >= 2 && !connection.finished()) {
            step(input.get() & 7, input.get() & 0xff);
            connection.handleTimeout(nowNs);
            drain();
            ConnectionInvariants.check(connection, nowNs);
        }
        return segments;
    }

    private void step(int kind, int amount) {
        switch (kind) {
            case 0 -> nowNs += amount * 1_000_000L;
            case 1 -> {
                connection.sendBuffer().append(text, 0, 8 * amount);
                connection.handleApplication(nowNs);
            }
            case 2 -> {
                connection.receiveBuffer().take(text, 0, 8 * amount);
                connection.handleApplication(nowNs);
            }
            default -> segmentArrives(amount);
        }
    }

    private void segmentArrives(int flags) {
        if (input.remaining() < 8) {
            input.position(input.limit());
            return;
        }
        int seq = connection.rcv.nxt + input.getShort();
        int ack = connection.snd.nxt + input.getShort();
        int window = input.getShort() & 0xffff;
        int payloadBytes = 8 * (input.get() & 0xff);
        int choice = input.get();
        // raw options are mostly malformed and a RST mostly ends it all: both are to be chosen
        int optionBytes = choice >= 0 ? 0 : Math.min(choice & 0x3c, Math.min(40, input.remaining() & ~3));
        int chosenFlags = (choice & 0x40) == 0 ? flags & ~TcpHeader.RST : flags;
        int headerBytes = TcpHeader.MIN_LENGTH_BYTES + optionBytes;
        TcpHeader.write(
                frame,
                OFFSET,
                connection.remotePort(),
                connection.localPort(),
                seq,
                ack,
                chosenFlags,
                window,
                headerBytes);
        for (int index = 0; index < optionBytes; index++) {
            frame.put(OFFSET + TcpHeader.MIN_LENGTH_BYTES + index, input.get());
        }
        if (header.wrap(frame, OFFSET, headerBytes + payloadBytes)
                && options.parse(frame, header.optionsOffset(), header.optionsBytes())) {
            segments++;
            connection.handleSegment(nowNs, nowNs, header, options, frame);
        }
    }

    private void drain() {
        for (int sent = 0; sent < MAX_SEGMENTS_OUT && connection.pollTransmit(nowNs, out, OFFSET) > 0; sent++) {
            ConnectionInvariants.check(connection, nowNs);
        }
    }
}
