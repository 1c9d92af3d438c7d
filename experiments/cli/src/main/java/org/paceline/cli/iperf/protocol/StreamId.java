package org.paceline.cli.iperf.protocol;

/** Numbers of a test's streams in the order of their creation: 1, 3, 4, 5 and so on; iperf3 has never used 2. */
public final class StreamId {
    private StreamId() {}

    /**
     * The number of a stream.
     *
     * @param index 0 for the first stream
     */
    public static int of(int index) {
        return index == 0 ? 1 : index + 2;
    }
}
