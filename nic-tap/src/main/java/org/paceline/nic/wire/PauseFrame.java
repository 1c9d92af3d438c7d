package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * PAUSE of MAC control (IEEE 802.3 annex 31B): a frame that ends at the next bridge or card. With a pause time of 0 it
 * asks for nothing and only takes its time on the wire.
 */
public final class PauseFrame {
    /** The group address that no bridge forwards. */
    public static final long DESTINATION = 0x01_80_c2_00_00_01L;

    public static final int TYPE_MAC_CONTROL = 0x8808;

    /** 64 with FCS; what follows the pause time is padding of zeros. */
    public static final int MIN_BYTES = 60;

    private static final short OPCODE_PAUSE = 1;
    private static final int OPCODE_OFFSET = 14;
    private static final int TIME_OFFSET = 16;
    private static final int PADDING_OFFSET = 18;

    private PauseFrame() {}

    /** Writes a whole frame of {@code lengthBytes} that asks for no pause. */
    public static void write(ByteBuffer frame, long source, int lengthBytes) {
        if (lengthBytes < MIN_BYTES) {
            throw new IllegalArgumentException("a frame of " + lengthBytes + " bytes is below " + MIN_BYTES);
        }
        EthernetHeader.write(frame, 0, DESTINATION, source, TYPE_MAC_CONTROL);
        frame.putShort(OPCODE_OFFSET, OPCODE_PAUSE).putShort(TIME_OFFSET, (short) 0);
        for (int offset = PADDING_OFFSET; offset < lengthBytes; offset++) {
            frame.put(offset, (byte) 0);
        }
    }

    /** Whether a frame ends at the next bridge: any of MAC control. */
    public static boolean matches(ByteBuffer frame, int lengthBytes) {
        return lengthBytes >= TIME_OFFSET
                && MacAddress.read(frame, 0) == DESTINATION
                && (frame.getShort(EthernetHeader.LENGTH_BYTES - Short.BYTES) & 0xffff) == TYPE_MAC_CONTROL;
    }
}
