package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpHeader;

/** A station on the link: its hardware address once it has answered, or the one frame that waits for the answer. */
final class Neighbor {
    final IpAddress address;
    long macAddress;
    boolean resolved;

    /** Frames to the address go unanswered: it may be wrong, and is used only until a better one is known. */
    boolean doubted;

    /** RFC 4861 7.3.2, STALE: nobody has confirmed it for a while; the next frame to it starts the questions. */
    boolean stale;

    /** RFC 4861 7.3.2, DELAY: it was stale, and is in use again. */
    boolean inUse;

    /** When it was made or confirmed, by which the table chooses whom to forget. */
    long sinceNs;

    /** When the entry wants attention: the next request, or the end of what is known. */
    long deadlineNs;

    int requests;
    private @Nullable ByteBuffer waiting;
    private int waitingBytes;

    Neighbor(IpAddress address) {
        this.address = address;
    }

    /** RFC 4861 7.3.2: no news for so long; unless somebody sends to it, nobody need ask. */
    boolean ages() {
        return !address.isIpv4() && resolved && !doubted && !inUse && requests == 0;
    }

    void become(boolean reachable, long untilNs) {
        resolved = true;
        doubted = false;
        stale = !reachable;
        inUse = false;
        requests = 0;
        deadlineNs = reachable ? untilNs : Long.MAX_VALUE;
    }

    /** Of the frames that go to the station. */
    int etherType() {
        return IpHeader.etherType(!address.isIpv4());
    }

    /** Keeps a frame until the address is known; false when one waits already. */
    boolean hold(ByteBuffer frame, int lengthBytes) {
        if (waitingBytes > 0) {
            return false;
        }
        if (waiting == null || waiting.capacity() < lengthBytes) {
            waiting = ByteBuffer.allocate(lengthBytes);
        }
        waiting.put(0, frame, 0, lengthBytes);
        waitingBytes = lengthBytes;
        return true;
    }

    boolean holdsFrame() {
        return waitingBytes > 0;
    }

    /** Hands the waiting frame out. */
    int release(ByteBuffer frame) {
        int lengthBytes = waitingBytes;
        if (waiting != null) {
            frame.put(0, waiting, 0, lengthBytes);
        }
        waitingBytes = 0;
        return lengthBytes;
    }
}
