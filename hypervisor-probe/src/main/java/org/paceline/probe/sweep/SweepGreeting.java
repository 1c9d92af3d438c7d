package org.paceline.probe.sweep;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a sender says first on its connection to a receiver.
 *
 * @param run number in the packets' payload
 * @param packets that will come at the most
 * @param recordBytes over TCP, of each packet on this connection; 0 when they come over UDP
 */
record SweepGreeting(int run, int packets, int recordBytes) {
    private static final int UDP_MAGIC = 0x504C5331;
    private static final int TCP_MAGIC = 0x504C5332;
    private static final int UDP_BYTES = 12;
    private static final int TCP_BYTES = 16;

    static SweepGreeting of(SweepPlan plan, int run) {
        boolean tcp = plan.transport() == SweepTransport.TCP;
        return new SweepGreeting(run, plan.packets(), tcp ? plan.payloadBytes() : 0);
    }

    /** @throws IOException when it is none, or says what no plan does */
    static SweepGreeting read(DataInputStream in) throws IOException {
        int magic = in.readInt();
        int run = in.readInt();
        int packets = in.readInt();
        boolean known = magic == UDP_MAGIC || magic == TCP_MAGIC;
        if (!known || packets < 0 || packets > SweepPlan.MAX_PACKETS) {
            throw stranger();
        }
        if (magic == UDP_MAGIC) {
            return new SweepGreeting(run, packets, 0);
        }
        int recordBytes = in.readInt();
        if (recordBytes < ProbeMessage.MIN_BYTES || recordBytes > SweepTransport.TCP.maxPayloadBytes()) {
            throw stranger();
        }
        return new SweepGreeting(run, packets, recordBytes);
    }

    private static IOException stranger() {
        return new IOException("what connected is no paceline probe");
    }

    boolean isTcp() {
        return recordBytes > 0;
    }

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(isTcp() ? TCP_BYTES : UDP_BYTES);
        bytes.putInt(isTcp() ? TCP_MAGIC : UDP_MAGIC).putInt(run).putInt(packets);
        if (isTcp()) {
            bytes.putInt(recordBytes);
        }
        return bytes.array();
    }
}
