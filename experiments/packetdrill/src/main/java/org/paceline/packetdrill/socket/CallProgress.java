package org.paceline.packetdrill.socket;

import org.jspecify.annotations.Nullable;

/** What a system call has done so far, over the turns that it blocks. */
public final class CallProgress {
    /** When the call was made. */
    final long startNs;

    /** Bytes moved by former turns. */
    long movedBytes;

    /** The call has begun what it waits for. */
    boolean begun;

    /** Until when it waits at the most, {@link Long#MAX_VALUE} for ever. */
    long deadlineNs = Long.MAX_VALUE;

    /** close of this socket waits for the peer to have everything (SO_LINGER). */
    @Nullable
    KernelSocket lingering;

    public CallProgress(long startNs) {
        this.startNs = startNs;
    }

    public long startNs() {
        return startNs;
    }
}
