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
    public void onLoss(long nowNs, long flightBytes) {}

    @Override
    public void onEcn(long nowNs, long flightBytes) {}

    @Override
    public void onUndo() {}

    @Override
    public boolean reducesByRate() {
        return false;
    }

    @Override
    public void onRecovered(long nowNs, long flightBytes) {}

    @Override
    public void onTimeout(long nowNs, long flightBytes, boolean first) {}

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
