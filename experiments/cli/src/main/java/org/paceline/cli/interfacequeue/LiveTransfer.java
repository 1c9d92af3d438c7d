package org.paceline.cli.interfacequeue;

/**
 * A transfer of the kernel's clock and queue, beside two that have filled the interface's queue.
 *
 * @param arm with the limit or without
 * @param ns from before its SYN to the acknowledgment of its last byte
 * @param rttNs its smoothed round trip at the end: what the queue adds to the path's
 * @param retransmits of it
 */
record LiveTransfer(QueueArm arm, int round, long ns, long rttNs, long retransmits) {}
