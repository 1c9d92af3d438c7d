package org.paceline.utcp.stack;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Listeners by port; 65,535 at the most, because there are no more ports. Not thread-safe. */
final class ListenTable {
    private final Map<Integer, Listener> listeners = new HashMap<>();

    /** @return false when somebody listens there already */
    boolean add(int port, Listener listener) {
        return listeners.putIfAbsent(port, listener) == null;
    }

    void remove(int port) {
        listeners.remove(port);
    }

    @Nullable
    Listener find(int port) {
        return listeners.get(port);
    }
}
