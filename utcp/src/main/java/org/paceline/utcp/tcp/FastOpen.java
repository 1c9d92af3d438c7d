package org.paceline.utcp.tcp;

import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.FastOpenOption;
import org.paceline.nic.wire.TcpOptions;

/**
 * Fast Open of one connection, RFC 7413 section 4: what its SYN or SYN-ACK carries, and whether data came or went with
 * the SYN. The stack decides, before the first segment. Belongs to its connection.
 */
public final class FastOpen {
    /** Data in no SYN, and no option. */
    public static final FastOpen NONE = new FastOpen(null, new byte[0], false);

    private static final byte[] NO_COOKIE = {};

    /** Linux leaves this much of a SYN's segment free, whatever its own options take. */
    private static final int OPTION_ROOM_BYTES = 40;

    private final byte[] cookie;
    private final boolean experimental;
    private @Nullable FastOpenMemory memory;
    private boolean tellsOption;
    private boolean sendsText;
    private boolean takesText;
    private int peerSegmentBytes = -1;
    private boolean textWent;
    private boolean textArrived;

    private FastOpen(@Nullable FastOpenMemory memory, byte[] cookie, boolean experimental) {
        this.memory = memory;
        this.cookie = cookie;
        this.experimental = experimental;
    }

    // what the stack may decide

    /** Our SYN asks for a cookie. */
    public static FastOpen asking(FastOpenMemory memory, boolean experimental) {
        FastOpen asking = new FastOpen(memory, NO_COOKIE, experimental);
        asking.tellsOption = true;
        return asking;
    }

    /**
     * Our SYN carries a cookie and the data that is written before it leaves.
     *
     * @param cookie from an earlier connection, 4 to 16 bytes; empty to send data without any
     * @param peerSegmentBytes the peer's MSS then, -1 when it is not known
     */
    public static FastOpen offering(FastOpenMemory memory, byte[] cookie, boolean experimental, int peerSegmentBytes) {
        FastOpen offering = new FastOpen(memory, cookie, experimental);
        offering.tellsOption = cookie.length > 0;
        offering.sendsText = true;
        offering.peerSegmentBytes = peerSegmentBytes;
        return offering;
    }

    /** Our SYN-ACK carries a cookie for the next time, and no data is taken. */
    public static FastOpen answering(byte[] cookie, boolean experimental) {
        FastOpen answering = new FastOpen(null, cookie, experimental);
        answering.tellsOption = true;
        return answering;
    }

    /**
     * Data of the peer's SYN is taken, and the handshake's end is not waited for.
     *
     * @param newCookie for the SYN-ACK, in place of one whose key grows old; empty for none
     */
    public static FastOpen taking(FastOpenMemory memory, byte[] newCookie, boolean experimental) {
        FastOpen taking = new FastOpen(memory, newCookie, experimental);
        taking.tellsOption = newCookie.length > 0;
        taking.takesText = true;
        return taking;
    }

    /** Nobody takes the connection: the decision does not count. */
    public void forget() {
        onHandshakeOver();
    }

    boolean sendsText() {
        return sendsText;
    }

    public boolean takesText() {
        return takesText;
    }

    /** Whether our SYN carried data that is not acknowledged yet. */
    boolean textWent() {
        return textWent;
    }

    /** Data came with the SYN and was taken, or went with it and was acknowledged by the SYN-ACK. */
    boolean textArrived() {
        return textArrived;
    }

    /** RFC 7413 4.2.1: a SYN that is sent again has neither cookie nor data. */
    void writeSyn(TcpOptions options, boolean again) {
        if (tellsOption && !again) {
            write(options);
        }
    }

    void writeSynAck(TcpOptions options) {
        if (tellsOption) {
            write(options);
        }
    }

    private void write(TcpOptions options) {
        if (cookie.length == 0) {
            options.fastOpen().ask(experimental);
        } else {
            options.fastOpen().carry(cookie, cookie.length, experimental);
        }
    }

    /** How much of what is written the SYN takes along. */
    int synTextBytes(long writtenBytes, Path path) {
        if (!sendsText) {
            return 0;
        }
        int segmentBytes = peerSegmentBytes < 0 ? path.defaultSegmentBytes() : peerSegmentBytes;
        int roomBytes = Math.min(segmentBytes, path.announcedSegmentBytes()) - OPTION_ROOM_BYTES;
        return (int) Math.max(0, Math.min(writtenBytes, roomBytes));
    }

    void onSynTextSent() {
        textWent = true;
    }

    void onSynTextTaken(boolean taken) {
        textArrived = taken;
    }

    /**
     * The SYN-ACK came to a client.
     *
     * @param again whether the SYN had been sent more than once
     * @param allAcknowledged whether it acknowledges the data too
     */
    void onSynAck(long nowNs, TcpOptions options, boolean again, boolean allAcknowledged) {
        textArrived = textWent && allAcknowledged;
        if (memory == null) {
            return;
        }
        FastOpenOption option = options.fastOpen();
        if (option.present() && !option.request()) {
            memory.cookieCame(option, options.maximumSegmentBytes());
        } else if (again) {
            memory.synWasLost(nowNs);
        }
    }

    /** The data of the SYN is new data again. */
    void takeBack() {
        textWent = false;
    }

    void onHandshakeOver() {
        if (takesText && memory != null) {
            memory.handshakeOver();
            memory = null;
        }
    }
}
