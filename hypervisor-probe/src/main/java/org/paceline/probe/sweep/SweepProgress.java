package org.paceline.probe.sweep;

/** Hears how far a sweep is. Called between trains by the thread that sends; must be quick. */
@FunctionalInterface
public interface SweepProgress {
    SweepProgress SILENT = (sent, all) -> {};

    void sent(int packets, int allPackets);
}
