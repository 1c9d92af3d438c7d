package org.paceline.nic.decorate;

import java.nio.ByteBuffer;
import org.paceline.nic.WireDevice;

/**
 * Lets only some frames of a device pass.
 *
 * <p>A frame held back on its way out counts as sent to the caller, as one that is lost on the wire would. The device's
 * own counts ({@link #transmitted}) do not know of it.
 */
public final class FilteringDevice extends DeviceDecorator {
    private final FrameFilter inbound;
    private final FrameFilter outbound;
    private long heldInbound;
    private long heldOutbound;

    public FilteringDevice(WireDevice inner, FrameFilter inbound, FrameFilter outbound) {
        super(inner);
        this.inbound = inbound;
        this.outbound = outbound;
    }

    /** Frames that arrived and were not handed up. */
    public long heldInbound() {
        return heldInbound;
    }

    /** Frames that were to be sent and did not leave. */
    public long heldOutbound() {
        return heldOutbound;
    }

    @Override
    public int receive(ByteBuffer frame) {
        int lengthBytes = inner.receive(frame);
        while (lengthBytes > 0 && !inbound.passes(frame, lengthBytes)) {
            heldInbound++;
            lengthBytes = inner.receive(frame);
        }
        return lengthBytes;
    }

    @Override
    public boolean send(ByteBuffer frame, int lengthBytes) {
        if (!outbound.passes(frame, lengthBytes)) {
            heldOutbound++;
            return true;
        }
        return inner.send(frame, lengthBytes);
    }
}
