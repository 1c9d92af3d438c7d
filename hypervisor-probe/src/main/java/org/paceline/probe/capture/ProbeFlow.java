package org.paceline.probe.capture;

import java.nio.ByteBuffer;
import org.paceline.probe.sweep.ProbeMessage;

/**
 * The packets of one run of a probe, known by the run and the sequence number in their payload wherever they are
 * captured, whatever happened to addresses and headers on the way. Belongs to one thread.
 */
public final class ProbeFlow {
    /** Magic to sequence number: what a capture must hold of a payload. */
    static final int HEAD_BYTES = 16;

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final int run;
    private final int flow;
    private final int recordBytes;
    private final ProbeMessage message = new ProbeMessage();

    /**
     * A run to look for.
     *
     * @param run its number
     * @param flow its number in the {@link FlowTable}
     * @param recordBytes of each packet in a TCP stream; 0 over UDP
     */
    public ProbeFlow(int run, int flow, int recordBytes) {
        this.run = run;
        this.flow = flow;
        this.recordBytes = recordBytes;
    }

    /** Whether it runs over TCP. */
    boolean isTcp() {
        return recordBytes > 0;
    }

    /** Whether a payload is data of this run; {@link #sequence} then tells which. */
    boolean holds(ByteBuffer frame, int payloadOffset, int capturedBytes, int payloadBytes) {
        return capturedBytes >= HEAD_BYTES
                && message.wrap(frame, payloadOffset, payloadBytes)
                && message.isData()
                && message.run() == run;
    }

    int sequence() {
        return message.sequence();
    }

    /** Of a datagram its number; of a record where it stands in the stream of them. */
    int position() {
        return isTcp() ? sequence() * recordBytes : sequence();
    }

    /** Its number in the table. */
    public int flow() {
        return flow;
    }

    /** The same for one packet at every point. */
    public static long identity(int run, int sequence) {
        // a bijection for one run: no two packets of it share an identity, nor its upper bits
        return (((long) run << 32) | Integer.toUnsignedLong(sequence)) * GOLDEN;
    }

    long identity() {
        return identity(run, sequence());
    }
}
