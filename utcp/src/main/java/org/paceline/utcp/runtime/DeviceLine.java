package org.paceline.utcp.runtime;

import java.nio.ByteBuffer;
import org.paceline.nic.WireDevice;
import org.paceline.nic.wire.PauseFrame;
import org.paceline.pacer.ipg.GapLine;
import org.paceline.pacer.ipg.LaunchLine;

/** A device as the pacer's mechanisms see it; what fills its line are PAUSE frames from its own address. */
final class DeviceLine implements GapLine, LaunchLine {
    private static final int ETHERNET_HEADER_BYTES = 14;

    private final WireDevice device;
    private final ByteBuffer pause;

    DeviceLine(WireDevice device) {
        this.device = device;
        int largestBytes = device.capabilities().mtuBytes() + ETHERNET_HEADER_BYTES;
        pause = ByteBuffer.allocateDirect(Math.max(PauseFrame.MIN_BYTES, largestBytes));
        PauseFrame.write(pause, device.capabilities().macAddress(), pause.capacity());
    }

    @Override
    public boolean send(ByteBuffer frame, int lengthBytes) {
        return device.send(frame, lengthBytes);
    }

    @Override
    public boolean sendGap(int lengthBytes) {
        return device.send(pause, lengthBytes);
    }

    @Override
    public boolean sendAt(ByteBuffer frame, int lengthBytes, long launchNs) {
        return device.launchTimes().sendAt(frame, lengthBytes, launchNs);
    }

    int largestFrameBytes() {
        return pause.capacity();
    }
}
