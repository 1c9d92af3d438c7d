package org.paceline.testbed;

import org.paceline.nic.memory.LinkModel;

/**
 * What a delay node stands for.
 *
 * @param senderInterface the node's interface that faces the sender
 * @param receiverInterface the node's interface that faces the receiver
 * @param forward from sender to receiver: the bottleneck
 * @param back from receiver to sender
 * @param seed of all luck on the path
 */
public record DelayNodeSetup(
        String senderInterface, String receiverInterface, LinkModel forward, LinkModel back, long seed) {}
