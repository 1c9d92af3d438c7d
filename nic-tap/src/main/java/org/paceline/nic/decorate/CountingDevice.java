package org.paceline.nic.decorate;

import java.nio.ByteBuffer;
import org.paceline.nic.TxStamps;
import org.paceline.nic.WireDevice;

/** Counts the frames and bytes of a device in both directions. Counters belong to the device's thread. */
public final class CountingDevice extends DeviceDecorator {
    private long sentFrames;
    private long sentBytes;
    private long refusedSends;
    private long receivedFrames;
    private long receivedBytes;

    public CountingDevice(WireDevice inner) {
        super(inner);
    }

    public long sentFrames() {
        return sentFrames;
    }

    /** Bytes of the frames sent, Ethernet header included, FCS not. */
    public long sentBytes() {
        return sentBytes;
    }

    /** How often the device's queue was full. */
    public long refusedSends() {
        return refusedSends;
    }

    public long receivedFrames() {
        return receivedFrames;
    }

    public long receivedBytes() {
        return receivedBytes;
    }

    @Override
    public int receive(ByteBuffer frame) {
        int lengthBytes = inner.receive(frame);
        if (lengthBytes > 0) {
            receivedFrames++;
            receivedBytes += lengthBytes;
        }
        return lengthBytes;
    }

    @Override
    public boolean send(ByteBuffer frame, int lengthBytes) {
        boolean sent = inner.send(frame, lengthBytes);
        if (sent) {
            sentFrames++;
            sentBytes += lengthBytes;
        } else {
            refusedSends++;
        }
        return sent;
    }

    @Override
    public TxStamps stamps() {
        return inner.stamps();
    }
}
