package org.paceline.nic.decorate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a capture back, strictly by the draft and without a look at the writer. */
final class PcapngFile {
    record Frame(int interfaceNumber, long epochNs, int flags, int lengthBytes, String text) {}

    record Statistics(int interfaceNumber, long received, long dropped) {}

    final List<String> interfaces = new ArrayList<>();
    final List<Frame> frames = new ArrayList<>();
    final List<Statistics> statistics = new ArrayList<>();
    String application = "";

    static PcapngFile read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        PcapngFile capture = new PcapngFile();
        while (bytes.hasRemaining()) {
            int start = bytes.position();
            int type = bytes.getInt();
            int blockBytes = bytes.getInt();
            check(blockBytes % 4 == 0, "blocks are padded to four bytes");
            check(bytes.getInt(start + blockBytes - 4) == blockBytes, "both lengths of a block are equal");
            capture.block(type, bytes.slice(start + 8, blockBytes - 12).order(ByteOrder.LITTLE_ENDIAN));
            bytes.position(start + blockBytes);
        }
        return capture;
    }

    private void block(int type, ByteBuffer body) {
        switch (type) {
            case 0x0a0d0d0a -> section(body);
            case 1 -> description(body);
            case 5 -> statistics(body);
            case 6 -> packet(body);
            default -> throw new AssertionError("block type " + type);
        }
    }

    private void section(ByteBuffer body) {
        check(body.getInt() == 0x1a2b3c4d, "byte order");
        check(body.getShort() == 1 && body.getShort() == 0, "version 1.0");
        check(body.getLong() == -1, "section of unknown length");
        application = new String(option(body, 4), StandardCharsets.UTF_8);
    }

    private void description(ByteBuffer body) {
        check(body.getShort() == 1, "link type Ethernet");
        body.position(8);
        interfaces.add(new String(option(body, 2), StandardCharsets.UTF_8));
        check(option(body, 9)[0] == 9, "nanoseconds");
    }

    private void statistics(ByteBuffer body) {
        int interfaceNumber = body.getInt();
        body.position(12);
        statistics.add(new Statistics(
                interfaceNumber,
                ByteBuffer.wrap(option(body, 4)).order(ByteOrder.LITTLE_ENDIAN).getLong(),
                ByteBuffer.wrap(option(body, 5)).order(ByteOrder.LITTLE_ENDIAN).getLong()));
    }

    private void packet(ByteBuffer body) {
        int interfaceNumber = body.getInt();
        long epochNs = ((long) body.getInt() << 32) | (body.getInt() & 0xffff_ffffL);
        byte[] stored = new byte[body.getInt()];
        int lengthBytes = body.getInt();
        body.get(stored);
        body.position((body.position() + 3) & ~3);
        int flags =
                ByteBuffer.wrap(option(body, 2)).order(ByteOrder.LITTLE_ENDIAN).getInt();
        frames.add(new Frame(
                interfaceNumber, epochNs, flags, lengthBytes, new String(stored, StandardCharsets.ISO_8859_1)));
    }

    /** The value of an option; the position stays. */
    private static byte[] option(ByteBuffer body, int wanted) {
        ByteBuffer options = body.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (options.hasRemaining()) {
            int code = options.getShort();
            byte[] value = new byte[options.getShort()];
            options.get(value);
            options.position((options.position() + 3) & ~3);
            if (code == wanted) {
                return value;
            }
        }
        throw new AssertionError("no option " + wanted);
    }

    private static void check(boolean condition, String rule) {
        if (!condition) {
            throw new AssertionError("broken: " + rule);
        }
    }
}
