package org.paceline.probe.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How many bytes of a UDP payload every capture holds, so that a packet has the same identity in all of them although
 * they were cut at different lengths.
 */
public final class PayloadPrefix {
    /** Sequence numbers and times stand in front; more costs time and tells nothing new. */
    private static final int ENOUGH_BYTES = 32;

    /** Frames to look at: a capture cuts all its frames at the same length. */
    private static final int SAMPLE_FRAMES = 2_000;

    private PayloadPrefix() {}

    /** @throws IOException when a file cannot be read; a break within it is found later */
    public static int of(List<Path> files) throws IOException {
        int bytes = ENOUGH_BYTES;
        for (Path file : files) {
            bytes = Math.min(bytes, of(file));
        }
        return bytes;
    }

    private static int of(Path file) throws IOException {
        int bytes = ENOUGH_BYTES;
        PacketDecoder packet = new PacketDecoder(ENOUGH_BYTES);
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (int frame = 0; frame < SAMPLE_FRAMES && reader.next(); frame++) {
                boolean udp =
                        packet.decode(reader.linkType(), reader.frame(), reader.capturedBytes(), reader.originalBytes())
                                && !packet.isTcp();
                if (udp && packet.capturedPayloadBytes() < packet.payloadBytes()) {
                    bytes = Math.min(bytes, packet.capturedPayloadBytes());
                }
            }
        } catch (MalformedCaptureException later) {
            return bytes;
        }
        return bytes;
    }
}
