package org.paceline.probe.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds capture files byte by byte, as their formats describe them. */
final class CaptureBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteOrder order;

    CaptureBytes(ByteOrder order) {
        this.order = order;
    }

    CaptureBytes int32(int... values) {
        for (int value : values) {
            bytes.writeBytes(ByteBuffer.allocate(4).order(order).putInt(value).array());
        }
        return this;
    }

    CaptureBytes int16(int... values) {
        for (int value : values) {
            bytes.writeBytes(
                    ByteBuffer.allocate(2).order(order).putShort((short) value).array());
        }
        return this;
    }

    CaptureBytes raw(byte... values) {
        bytes.writeBytes(values);
        return this;
    }

    CaptureBytes section() {
        return int32(0x0A0D0D0A, 28, 0x1A2B3C4D).int16(1, 0).int32(-1, -1, 28);
    }

    /** An Ethernet interface with an if_tsresol option. */
    CaptureBytes ethernet(int resolution) {
        return int32(1, 32)
                .int16(1, 0)
                .int32(0)
                .int16(9, 1)
                .raw((byte) resolution, (byte) 0, (byte) 0, (byte) 0)
                .int16(0, 0)
                .int32(32);
    }

    CaptureBytes packet(int interfaceIndex, long units, int originalBytes, byte... frame) {
        int paddedBytes = (frame.length + 3) / 4 * 4;
        int total = 32 + paddedBytes;
        int32(6, total, interfaceIndex, (int) (units >>> 32), (int) units, frame.length, originalBytes);
        raw(frame).raw(new byte[paddedBytes - frame.length]);
        return int32(total);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
