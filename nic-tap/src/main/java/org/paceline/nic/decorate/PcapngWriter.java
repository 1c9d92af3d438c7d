package org.paceline.nic.decorate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes frames as pcapng (draft-ietf-opsawg-pcapng), with times in nanoseconds.
 *
 * <p>One section, Ethernet interfaces, little endian. Blocks are gathered in memory and written when that is full, at
 * {@link #flush} and at {@link #close}; a write may take as long as the disk does, so keep it off threads that pace.
 * Belongs to one thread.
 */
public final class PcapngWriter implements Closeable {
    private static final int SECTION_HEADER = 0x0a0d_0d0a;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER_MAGIC = 0x1a2b_3c4d;
    private static final long SECTION_LENGTH_UNKNOWN = -1;
    private static final short LINKTYPE_ETHERNET = 1;

    private static final int OPTION_END = 0;
    private static final int SECTION_APPLICATION = 4;
    private static final int INTERFACE_NAME = 2;
    private static final int INTERFACE_TIME_RESOLUTION = 9;
    private static final int PACKET_FLAGS = 2;
    private static final int STATISTICS_RECEIVED = 4;
    private static final int STATISTICS_DROPPED = 5;

    /** if_tsresol: time counts in units of 10 to the power of minus this. */
    private static final byte NANOSECONDS = 9;

    /** Block type, two lengths, interface, time, two sizes, flags and end of options: everything beside the frame. */
    private static final int PACKET_OVERHEAD_BYTES = 44;

    private static final int MAX_FRAME_BYTES = 1 << 18;
    private static final int BUFFER_BYTES = 1 << 20;

    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private int interfaces;

    /** Begins a section on a channel, which is closed with this writer. */
    public PcapngWriter(WritableByteChannel channel, String application) {
        this.channel = channel;
        int start = begin(SECTION_HEADER);
        buffer.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(SECTION_LENGTH_UNKNOWN);
        text(SECTION_APPLICATION, application);
        end(start);
    }

    /**
     * Begins a file, which replaces one of that name.
     *
     * @param application who captures, for the section header
     */
    public static PcapngWriter create(Path file, String application) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        return new PcapngWriter(channel, application);
    }

    /** Describes an Ethernet interface; the number that its frames are written with, counted from 0. */
    public int addInterface(String name) throws IOException {
        reserve(PACKET_OVERHEAD_BYTES + 4 * name.length());
        int start = begin(INTERFACE_DESCRIPTION);
        buffer.putShort(LINKTYPE_ETHERNET).putShort((short) 0).putInt(MAX_FRAME_BYTES);
        text(INTERFACE_NAME, name);
        option(INTERFACE_TIME_RESOLUTION, 1);
        buffer.put(NANOSECONDS);
        pad();
        end(start);
        return interfaces++;
    }

    /**
     * Writes a frame.
     *
     * @param epochNs nanoseconds since 1970, UTC
     * @param bytes holds the frame, {@code storedBytes} from {@code offset} on; its position is neither read nor moved
     * @param storedBytes at most 262,144
     * @param lengthBytes length on the wire, of which the stored bytes may be the beginning
     */
    public void write(
            int interfaceNumber,
            FrameDirection direction,
            long epochNs,
            ByteBuffer bytes,
            int offset,
            int storedBytes,
            int lengthBytes)
            throws IOException {
        checkInterface(interfaceNumber);
        if (storedBytes < 0 || storedBytes > MAX_FRAME_BYTES) {
            throw new IllegalArgumentException("a frame of " + storedBytes + " bytes is beyond " + MAX_FRAME_BYTES);
        }
        reserve(PACKET_OVERHEAD_BYTES + storedBytes + 3);
        int start = begin(ENHANCED_PACKET);
        buffer.putInt(interfaceNumber);
        time(epochNs);
        buffer.putInt(storedBytes).putInt(lengthBytes);
        buffer.put(buffer.position(), bytes, offset, storedBytes).position(buffer.position() + storedBytes);
        pad();
        option(PACKET_FLAGS, Integer.BYTES);
        buffer.putInt(direction.flag());
        end(start);
    }

    /**
     * Records what became of an interface's frames up to a time: those seen, and those of them that are missing here.
     */
    public void writeStatistics(int interfaceNumber, long epochNs, long receivedFrames, long droppedFrames)
            throws IOException {
        checkInterface(interfaceNumber);
        reserve(PACKET_OVERHEAD_BYTES + 2 * (Integer.BYTES + Long.BYTES));
        int start = begin(INTERFACE_STATISTICS);
        buffer.putInt(interfaceNumber);
        time(epochNs);
        option(STATISTICS_RECEIVED, Long.BYTES);
        buffer.putLong(receivedFrames);
        option(STATISTICS_DROPPED, Long.BYTES);
        buffer.putLong(droppedFrames);
        end(start);
    }

    /** Hands everything to the channel. */
    public void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen()) {
                flush();
            }
        }
    }

    private void reserve(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private int begin(int blockType) {
        int start = buffer.position();
        buffer.putInt(blockType).putInt(0);
        return start;
    }

    /** Ends the options and writes the block's length at both of its ends. */
    private void end(int start) {
        option(OPTION_END, 0);
        int blockBytes = buffer.position() + Integer.BYTES - start;
        buffer.putInt(blockBytes).putInt(start + Integer.BYTES, blockBytes);
    }

    private void option(int code, int lengthBytes) {
        buffer.putShort((short) code).putShort((short) lengthBytes);
    }

    private void text(int code, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        option(code, utf8.length);
        buffer.put(utf8);
        pad();
    }

    /** Blocks begin at multiples of four, so a position in the buffer is as good as one in the file. */
    private void pad() {
        while (buffer.position() % Integer.BYTES != 0) {
            buffer.put((byte) 0);
        }
    }

    private void time(long epochNs) {
        buffer.putInt((int) (epochNs >>> 32)).putInt((int) epochNs);
    }

    private void checkInterface(int interfaceNumber) {
        if (interfaceNumber < 0 || interfaceNumber >= interfaces) {
            throw new IllegalArgumentException(
                    "interface " + interfaceNumber + " was not described; there are " + interfaces);
        }
    }
}
