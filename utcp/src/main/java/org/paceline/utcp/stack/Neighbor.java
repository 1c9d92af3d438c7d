package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpHeader;

/** A station on the link: its hardware address once it has answered, or the frames that wait for the answer. */
final class Neighbor {
    /**
     * Connections that may begin at once without one of them losing its SYN (RFC 1122 2.3.2.2 wants one packet kept).
     */
    private static final int MAX_WAITING = 64;

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
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();

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

    /** Keeps a frame until the address is known; false when too many wait already. */
    boolean hold(ByteBuffer frame, int lengthBytes) {
        if (waiting.size() == MAX_WAITING) {
            return false;
        }
        ByteBuffer kept = ByteBuffer.allocate(lengthBytes);
        waiting.add(kept.put(0, frame, 0, lengthBytes));
        return true;
    }

    boolean holdsFrame() {
        return !waiting.isEmpty();
    }

    /** Hands the frame out that waits longest; 0 bytes when none does. */
    int release(ByteBuffer frame) {
        ByteBuffer longest = waiting.poll();
        if (longest == null) {
            return 0;
        }
        frame.put(0, longest, 0, longest.capacity());
        return longest.capacity();
    }
}
