package org.paceline.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A pcap of a sender that keeps a pace of 1 ms, but for a silence of 20 ms in each 100 ms that a train of 20 makes up
 * for.
 */
final class StalledCapture {
    static final long BEGAN_NS = 1_700_000_000_000_000_000L;
    static final long PERIOD_NS = 100_000_000;
    static final long SILENCE_NS = 20_000_000;
    static final int PERIODS = 30;

    private static final int PCAP_NANOSECONDS = 0xa1b23c4d;
    private static final int ETHERNET = 1;
    private static final int FRAME_BYTES = 142;
    private static final int UDP_BYTES = FRAME_BYTES - 34;
    private static final long MS = 1_000_000;
    private static final long SECOND_NS = 1_000_000_000;

    private StalledCapture() {}

    /** @param laterNs added to all times, such as the delay to a second point */
    static Path write(Path file, long laterNs) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(PCAP_NANOSECONDS).putShort((short) 2).putShort((short) 4);
        bytes.putInt(0).putInt(0).putInt(65_535).putInt(ETHERNET);
        for (int tick = 0; tick < PERIODS * 100; tick++) {
            int inPeriod = tick % 100;
            boolean held = tick >= 100 && inPeriod < 20;
            long sentNs = held ? (tick - inPeriod + 20) * MS - (20 - inPeriod) * 2_000L : tick * MS;
            packet(bytes, BEGAN_NS + laterNs + sentNs, tick);
        }
        byte[] content = new byte[bytes.position()];
        bytes.get(0, content);
        try {
            return Files.write(file, content);
        } catch (IOException failure) {
            throw new AssertionError(file.toString(), failure);
        }
    }

    private static void packet(ByteBuffer bytes, long timeNs, int number) {
        bytes.putInt((int) (timeNs / SECOND_NS)).putInt((int) (timeNs % SECOND_NS));
        bytes.putInt(FRAME_BYTES).putInt(FRAME_BYTES);
        ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
        frame.putLong(0x0200_0000_0001_0200L).putInt(0x0000_0002).putShort((short) 0x0800);
        frame.putShort((short) 0x4500).putShort((short) (FRAME_BYTES - 14)).putShort((short) number);
        frame.putShort((short) 0x4000).put((byte) 64).put((byte) 17).putShort((short) 0);
        frame.putInt(0xc000_0201).putInt(0xc000_0202);
        frame.putShort((short) 4_000)
                .putShort((short) 5_000)
                .putShort((short) UDP_BYTES)
                .putShort((short) 0);
        frame.put(("packet " + number).getBytes(StandardCharsets.US_ASCII));
        bytes.put(frame.clear());
    }
}
