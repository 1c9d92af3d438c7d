package org.paceline.probe.repace;

import java.nio.ByteBuffer;
import org.paceline.nic.WireDevice;

/** The next frame of a device, taken from it when somebody asks whether there is one. Belongs to one thread. */
final class ArrivingFrame {
    private final WireDevice device;
    private final ByteBuffer bytes;
    private int lengthBytes;

    ArrivingFrame(WireDevice device) {
        this.device = device;
        this.bytes = ByteBuffer.allocateDirect(device.capabilities().maxFrameBytes());
    }

    boolean here() {
        if (lengthBytes == 0) {
            lengthBytes = device.receive(bytes);
        }
        return lengthBytes > 0;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    int lengthBytes() {
        return lengthBytes;
    }

    long arrivalNs() {
        return device.arrivalNs();
    }

    void done() {
        lengthBytes = 0;
    }
}
