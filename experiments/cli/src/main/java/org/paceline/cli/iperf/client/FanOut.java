package org.paceline.cli.iperf.client;

import java.util.List;
import java.util.function.Consumer;

/** Tells several listeners, in their order. */
public final class FanOut implements TestListener {
    private final List<TestListener> listeners;

    public FanOut(TestListener... listeners) {
        this.listeners = List.of(listeners);
    }

    @Override
    public void onConnecting(SendSettings settings) {
        tell(listener -> listener.onConnecting(settings));
    }

    @Override
    public void onConnected(TestStart start) {
        tell(listener -> listener.onConnected(start));
    }

    @Override
    public void onCounted() {
        tell(TestListener::onCounted);
    }

    @Override
    public void onInterval(IntervalReport interval) {
        tell(listener -> listener.onInterval(interval));
    }

    @Override
    public void onSendingEnded() {
        tell(TestListener::onSendingEnded);
    }

    private void tell(Consumer<TestListener> event) {
        listeners.forEach(event);
    }
}
