package org.paceline.utcp.tcp;

import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpOptions;

/**
 * What the peer may send: the window that our segments tell, RFC 9293 3.8.6.2.2, and how large it may become. Its right
 * edge never moves left. Belongs to its connection.
 */
final class ReceiveWindow {
    /** Linux's tcp_grow_window: what a segment in order adds to the window that is told, in segments. */
    private static final int GROWTH_SEGMENTS = 2;

    /** Linux's tcp_clamp_window: what is told while the stack's memory is short, in segments. */
    private static final int PRESSURE_SEGMENTS = 4;

    private final TcpConnection c;

    /** Made with the first text: one that only sends needs none. */
    private @Nullable ReceiveTuning tuning;

    /** rcv_ssthresh, what may be told so far; it grows with what comes, and shrinks when memory is short. */
    private int limitBytes;

    ReceiveWindow(TcpConnection connection) {
        c = connection;
    }

    /** Rcv.Wind.Shift (RFC 7323 2.3). */
    int offeredShift() {
        StyleConfig style = c.config.style();
        return style.window().shift(c.config.buffers().receiveMaximumBytes(), style.largestWindowBytes());
    }

    /** What the SYN tells, which is never scaled (RFC 7323 2.2). */
    int synBytes() {
        int fullBytes = c.path.segmentBytes(segmentBytes(), c.timestamps.inUse());
        return c.config.style().window().synWindowBytes(c.receiveBuffer.capacityBytes(), fullBytes);
    }

    /** The peer's SYN is here, and our own has told or will tell {@link #synBytes}. */
    void open() {
        c.rcv.advertisedEdge = c.rcv.nxt + synBytes();
        limitBytes = openBytes();
    }

    private int openBytes() {
        int fullBytes = c.path.segmentBytes(segmentBytes(), c.timestamps.inUse());
        return c.config.style().window().openBytes(c.receiveBuffer.capacityBytes(), fullBytes, c.rcv.windowShift);
    }

    /** The handshake is done: FreeBSD's sockets round their buffer up now, and tell all of it. */
    void opened() {
        WindowRule rule = c.config.style().window();
        if (!rule.tellsAllRoom()) {
            c.rcv.advanceEdge(Math.min(c.receiveBuffer.freeBytes(), limitBytes), 1);
            return;
        }
        int bufferBytes = rule.bufferBytes(c.receiveBuffer.capacityBytes(), c.snd.segmentBytes);
        c.receiveBuffer.capacityBytes(bufferBytes);
        c.reassembly.windowBytes(bufferBytes);
        limitBytes = bufferBytes;
    }

    /** A segment departs, and tells the window. */
    void depart() {
        consider(true);
        boolean silly = c.receiveBuffer.freeBytes() < Math.min(c.receiveBuffer.capacityBytes() / 4, c.snd.segmentBytes);
        if (c.config.style().window().tellsAllRoom() && c.state().receivesText() && !silly) {
            c.rcv.advanceEdge(Math.min(c.receiveBuffer.freeBytes(), limitBytes), 1);
        }
    }

    /** Text came in order. */
    void onText(long nowNs, int textBytes, TcpOptions options) {
        boolean echoes = c.timestamps.inUse() && options.timestamps();
        if (tuning == null) {
            tuning = new ReceiveTuning(c.config.buffers().receiveMaximumBytes());
        }
        tuning.onText(
                nowNs,
                c.rcv.nxt,
                c.rcv.windowBytes(),
                options.timestampEcho(),
                echoes ? c.timestamps.roundTripNs(options, nowNs) : -1,
                segmentBytes());
        int growthBytes = Math.max(textBytes, GROWTH_SEGMENTS * segmentBytes());
        boolean whole = c.config.style().window() == WindowRule.LINUX;
        int largestBytes = whole ? Math.max(limitBytes, openBytes()) : c.receiveBuffer.capacityBytes();
        limitBytes = (int) Math.min(largestBytes, (long) limitBytes + growthBytes);
    }

    /** The application has read, or written. */
    void onApplication(long nowNs) {
        if (c.reassembly.empty()) {
            c.receiveBuffer.reclaimAll();
        } else {
            c.receiveBuffer.reclaim(); // what stands out of order stays where it is
        }
        int wantedBytes = tuning == null ? 0 : tuning.onRead(nowNs, c.receiveBuffer.consumedBytes(), segmentBytes());
        if (wantedBytes > c.receiveBuffer.capacityBytes() && !c.shared.memory().underPressure()) {
            c.receiveBuffer.capacityBytes(wantedBytes);
            c.reassembly.windowBytes(wantedBytes);
            limitBytes = wantedBytes;
        }
        consider();
    }

    /** RFC 9293 3.8.6.2.2: tells of room that the reader made, once it is worth a segment. */
    void consider() {
        consider(false);
    }

    private void consider(boolean telling) {
        if (!c.state().receivesText()) {
            return;
        }
        int capacityBytes = c.receiveBuffer.capacityBytes();
        if (c.shared.memory().underPressure()) {
            limitBytes = Math.min(limitBytes, Math.max(PRESSURE_SEGMENTS * segmentBytes(), capacityBytes / 64));
        }
        if (c.config.style().window() == WindowRule.LINUX) {
            considerLikeLinux(telling);
            return;
        }
        int before = c.rcv.advertisedEdge;
        int worthwhileBytes = Math.min(capacityBytes / 2, c.snd.segmentBytes);
        c.rcv.advanceEdge(Math.min(c.receiveBuffer.freeBytes(), limitBytes), worthwhileBytes);
        boolean wasSmall = SequenceNumber.distance(c.rcv.nxt, before) < Math.min(capacityBytes, limitBytes) / 2;
        if (before != c.rcv.advertisedEdge && wasSmall && c.receiveBuffer.consumedBytes() > 0) {
            c.ack.oweNow();
        }
    }

    /** Linux: each segment tells what there is; a reader's room is told for itself once the window doubles by it. */
    private void considerLikeLinux(boolean telling) {
        int nowBytes = c.rcv.windowBytes();
        int freeBytes = Math.min(c.receiveBuffer.freeBytes(), limitBytes);
        int toldBytes = WindowRule.toldByLinux(freeBytes, nowBytes, c.rcv.windowShift, c.snd.segmentBytes);
        boolean doubles = 2L * nowBytes <= c.receiveBuffer.capacityBytes() && toldBytes >= 2L * nowBytes;
        if (telling || (doubles && toldBytes > nowBytes && c.receiveBuffer.consumedBytes() > 0)) {
            c.rcv.advanceEdge(toldBytes, 1);
        }
        if (!telling && c.rcv.windowBytes() != nowBytes) {
            c.ack.oweNow();
        }
    }

    private int segmentBytes() {
        return c.path.announcedSegmentBytes();
    }

    int limitBytes() {
        return limitBytes;
    }

    /** tcpi_rcv_rtt, -1 before it is known. */
    long roundTripNs() {
        return tuning == null ? -1 : tuning.rttNs();
    }

    /** tcpi_rcv_space: what the application reads in a round trip. */
    long spaceBytes() {
        return tuning == null ? 0 : tuning.spaceBytes();
    }
}
