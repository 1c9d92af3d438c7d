package org.paceline.cli.iperf.client;

/** Hears of a test while it runs, from the thread that runs it. */
public interface TestListener {
    /** Before anything is tried. */
    default void onConnecting(SendSettings settings) {}

    /** Every data connection stands. */
    default void onConnected(TestStart start) {}

    /** The first byte is about to be written. */
    default void onRunning() {}

    /** The omitted time is over; what follows counts. */
    default void onCounted() {}

    default void onInterval(IntervalReport interval) {}

    /** Every byte written has been acknowledged, or was given up. */
    default void onSendingEnded() {}
}
