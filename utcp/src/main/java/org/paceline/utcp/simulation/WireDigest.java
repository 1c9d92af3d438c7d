package org.paceline.utcp.simulation;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Of every frame that was sent, in its order and with its time: two runs with one digest were the same, to the bit. */
final class WireDigest {
    private final CRC32 crc = new CRC32();

    void add(long nowNs, ByteBuffer frame, int lengthBytes) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            crc.update((int) (nowNs >>> shift));
        }
        crc.update(frame.duplicate().position(0).limit(lengthBytes));
    }

    long value() {
        return crc.getValue();
    }
}
