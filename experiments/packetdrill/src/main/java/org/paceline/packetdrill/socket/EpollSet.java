package org.paceline.packetdrill.socket;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.packetdrill.script.Value;

/** Sockets that an epoll descriptor watches, in the order in which they were added. */
final class EpollSet {
    /** One watched socket. */
    static final class Watched {
        final KernelSocket socket;
        final Value data;
        long events;

        /** {@link KernelSocket#events} when the socket was reported last, for edges; -1 when it never was. */
        int reportedAt = -1;

        Watched(KernelSocket socket, Value data, long events) {
            this.socket = socket;
            this.data = data;
            this.events = events;
        }
    }

    final List<Watched> watched = new ArrayList<>();

    @Nullable
    Watched find(KernelSocket socket) {
        for (Watched each : watched) {
            if (each.socket == socket) {
                return each;
            }
        }
        return null;
    }
}
