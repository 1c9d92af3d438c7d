package org.paceline.utcp.tcp.recovery;

/** Is told of segments that arrived, while they still stand in the queue as they were. */
interface DeliveredSegments {
    void onDelivered(int index);
}
