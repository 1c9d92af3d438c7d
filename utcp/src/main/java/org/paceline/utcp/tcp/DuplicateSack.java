package org.paceline.utcp.tcp;

import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpOptions;

/**
 * Which text came for the second time, RFC 2883: told to the peer once, as the first block of the next ACK. Belongs to
 * its connection.
 */
final class DuplicateSack {
    private final boolean told;
    private boolean pending;
    private int left;
    private int right;

    /** @param told whether the peer is to hear of duplicates at all */
    DuplicateSack(boolean told) {
        this.told = told;
    }

    /** Text from {@code from} to {@code to} (exclusive) had been received before. */
    void onReceivedAgain(int from, int to) {
        if (!told || SequenceNumber.greaterOrEqual(from, to)) {
            return;
        }
        if (!pending) {
            pending = true;
            left = from;
            right = to;
        } else if (SequenceNumber.lessOrEqual(from, right) && SequenceNumber.greaterOrEqual(to, left)) {
            // RFC 2883 4.1: a block is a contiguous range; what does not touch the first one is left out
            left = SequenceNumber.min(left, from);
            right = SequenceNumber.max(right, to);
        }
    }

    /** Whether the peer is to hear of duplicates, as far as it takes SACK. */
    boolean told() {
        return told;
    }

    boolean pending() {
        return pending;
    }

    /** An ACK without text is written; its SACK blocks follow. */
    void addBlock(TcpOptions options) {
        if (pending) {
            options.addSackBlock(left, right);
        }
    }

    void onAckSent() {
        pending = false;
    }
}
