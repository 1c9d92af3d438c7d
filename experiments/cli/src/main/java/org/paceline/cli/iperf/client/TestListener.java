package org.paceline.cli.iperf.client;

/** Hears of a test while it runs, from the thread that runs it. */
public interface TestListener {
    /** Before anything is tried. */
    default void onConnecting(SendSettings settings) {}

    /** Every data connection stands. */
    default void onConnected(TestStart start) {}

    /** What follows counts: the first byte is about to be written, or the omitted time is over. */
    default void onCounted() {}

    default void onInterval(IntervalReport interval) {}

    /** Every byte written has been acknowledged, or was given up. */
    default void onSendingEnded() {}
}
