package org.paceline.cli.interfacequeue;

import org.paceline.nic.memory.LinkModel;

/**
 * What is sent, and over which interface.
 *
 * @param link the interface with its queue, and the path behind it
 * @param shortBytes of the transfer beside two that have filled the queue
 * @param longBytes of each of three transfers that begin together
 * @param sendBufferBytes of each connection, which bounds what stands in the queue
 * @param seed of the stacks' luck
 */
public record QueuePlan(LinkModel link, long shortBytes, long longBytes, int sendBufferBytes, long seed) {
    private static final int MIN_BUFFER_BYTES = 16_384;

    public QueuePlan {
        if (link.rateBitsPerSecond() <= 0) {
            throw new IllegalArgumentException("--rate has to be more than 0: without a limit nothing queues");
        }
        if (shortBytes < 1 || longBytes < 1) {
            throw new IllegalArgumentException("--short and --long have to be at least 1 byte");
        }
        if (sendBufferBytes < MIN_BUFFER_BYTES) {
            throw new IllegalArgumentException("--send-buffer has to be at least " + MIN_BUFFER_BYTES + " bytes");
        }
    }
}
