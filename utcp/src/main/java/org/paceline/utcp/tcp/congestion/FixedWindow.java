package org.paceline.utcp.tcp.congestion;

/** A window that no loss changes, for experiments on links of one's own. */
public final class FixedWindow implements CongestionControl {
    private final long windowBytes;

    public FixedWindow(long windowBytes) {
        this.windowBytes = windowBytes;
    }

    @Override
    public void onAck(AckSample sample) {}

    @Override
    public void onLoss(long flightBytes) {}

    @Override
    public void onRecovered(long flightBytes) {}

    @Override
    public void onTimeout(long flightBytes, boolean first) {}

    @Override
    public long windowBytes() {
        return windowBytes;
    }

    /** None, so that the window counts as congestion avoidance's. */
    @Override
    public long slowStartThresholdBytes() {
        return windowBytes;
    }
}
