package org.paceline.probe.capture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The frames of a capture file, one after the other. Memory stays bounded by the largest frame, whatever the file
 * claims. Not thread-safe.
 */
public interface CaptureReader extends Closeable {
    /** Largest frame or block that is believed: Linux hands up to 256 KiB to a capture, all else is a broken length. */
    int MAX_BLOCK_BYTES = 1 << 20;

    /**
     * Opens a pcapng or a classic pcap file, told apart by its first four bytes.
     *
     * @throws MalformedCaptureException when it is neither
     * @throws IOException when it cannot be read
     */
    static CaptureReader open(Path file) throws IOException {
        BlockSource source = new BlockSource(file);
        try {
            int magic = source.peekMagic();
            if (magic == PcapngReader.SECTION_HEADER) {
                return new PcapngReader(source);
            }
            if (PcapReader.knows(magic)) {
                return new PcapReader(source);
            }
            throw source.malformed("is neither pcapng nor pcap; capture with tcpdump -w or dumpcap");
        } catch (IOException | RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    /**
     * Moves to the next frame.
     *
     * @return false at the end of the file
     * @throws MalformedCaptureException when the file breaks its format here; the frames before were good
     */
    boolean next() throws IOException;

    /** Link type of the current frame, as tcpdump.org's LINKTYPE_ numbers it; see {@link LinkType}. */
    int linkType();

    /** Name of the interface of the current frame, empty when the file does not tell it. */
    default String interfaceName() {
        return "";
    }

    /** When the current frame was captured: nanoseconds since 1970. */
    long timeNs();

    /** The current frame from index 0, big-endian; valid until the next call of {@link #next}. */
    ByteBuffer frame();

    /** Bytes of the current frame that the file holds. */
    int capturedBytes();

    /** Bytes that the current frame had on the wire, at least {@link #capturedBytes()}. */
    int originalBytes();
}
