package org.paceline.packetdrill.socket;

/** What a system call has done so far, over the turns that it blocks. */
public final class CallProgress {
    /** When the call was made. */
    final long startNs;

    /** Bytes moved by former turns. */
    long movedBytes;

    /** The call has begun what it waits for. */
    boolean begun;

    public CallProgress(long startNs) {
        this.startNs = startNs;
    }

    public long startNs() {
        return startNs;
    }
}
