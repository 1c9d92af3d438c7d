package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A flight of segments of 1,000 bytes, sent one after the other at known times, in the words of the loss recovery's
 * tests. Segment n begins at n thousand and one.
 */
final class Flight {
    static final int SEGMENT_BYTES = 1_000;

    private Flight() {}

    static TcpConfig config(int initialWindowSegments) {
        return Scripts.modern().withMaximumSegmentBytes(SEGMENT_BYTES).withInitialWindowSegments(initialWindowSegments);
    }

    /** So many segments leave at {@link Scripts#RTT_NS}, which is the round trip that is known, and the rest waits. */
    static ConnectionScript sent(int segments, int writtenSegments) {
        return sent(config(segments), segments, writtenSegments);
    }

    static ConnectionScript sent(TcpConfig config, int segments, int writtenSegments) {
        ConnectionScript script = Scripts.established(config).writes(writtenSegments * SEGMENT_BYTES);
        expectNew(script, 0, segments);
        return script.nothingDue();
    }

    static ConnectionScript expectNew(ConnectionScript script, int first, int count) {
        for (int segment = first; segment < first + count; segment++) {
            assertEquals(start(segment), script.poll().start(), "segment " + segment);
        }
        return script;
    }

    static int start(int segment) {
        return 1 + segment * SEGMENT_BYTES;
    }

    /** A segment of ours that is followed by others. */
    static String text(int segment) {
        return ". " + start(segment) + ":" + start(segment + 1) + " ack 1";
    }

    /** An ACK of everything before {@code segment} with blocks of segments: from, to (exclusive), ... */
    static String ack(int segment, int... edges) {
        StringBuilder line = new StringBuilder(". 1:1 ack " + start(segment) + " <");
        for (int edge = 0; edge < edges.length; edge += 2) {
            line.append(edge == 0 ? "sack " : " ").append(start(edges[edge]));
            line.append(':').append(start(edges[edge + 1]));
        }
        return line.append('>').toString();
    }

    /** Whatever may leave now leaves. */
    static ConnectionScript drain(ConnectionScript script) {
        while (script.poll() != null) {}
        return script.nothingDue();
    }
}
