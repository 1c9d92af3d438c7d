package org.paceline.utcp.simulation;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.TcpHeader;

/**
 * A peer that takes window back, as RFC 9293 3.8.6 forbids and every sender must survive: for a while the window field
 * of its segments is divided, to 0 where the divisor is larger.
 *
 * @param fromNs beginning, on the clock of the simulation
 * @param untilNs end
 * @param divisor of the field; 1 leaves it alone
 */
record WindowShrink(long fromNs, long untilNs, int divisor) {
    static final WindowShrink NONE = new WindowShrink(0, 0, 1);

    private static final int WINDOW = 14;
    private static final int CHECKSUM = 16;

    /** Changes the field of a segment, unless the segment opens or aborts a connection. */
    void apply(long nowNs, ByteBuffer frame, FrameView view) {
        if (divisor == 1 || nowNs < fromNs || nowNs >= untilNs || !view.isTcp()) {
            return;
        }
        int tcp = view.tcpOffset();
        if ((view.tcp().flags() & (TcpHeader.SYN | TcpHeader.RST)) != 0) {
            return;
        }
        int before = frame.getShort(tcp + WINDOW) & 0xFFFF;
        int after = before / divisor;
        int checksum = frame.getShort(tcp + CHECKSUM) & 0xFFFF;
        frame.putShort(tcp + WINDOW, (short) after);
        frame.putShort(tcp + CHECKSUM, (short) InternetChecksum.update(checksum, before, after));
    }
}
