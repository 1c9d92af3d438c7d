package org.paceline.cli.iperf.client;

import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.protocol.TestParameters;
import org.paceline.cli.iperf.transport.StreamOptions;

/**
 * What a test should be; iperf3's options behind their names. The defaults are iperf3's.
 *
 * @param hostName the server as the user wrote it
 * @param durationSeconds 0 when the data ends the test
 * @param totalBytes over all streams, 0 when the time or the file ends the test
 * @param file what to send, null for random bytes
 * @param omitSeconds time at the start that is not counted
 * @param intervalSeconds time between two reports, 0 for none
 * @param blockBytes what is written at a time
 * @param rateBitsPerSecond what is told to the server as a stream's rate, 0 for none
 * @param options how the data connections behave
 */
public record SendSettings(
        String hostName,
        InetAddress host,
        int port,
        int durationSeconds,
        long totalBytes,
        @Nullable Path file,
        int omitSeconds,
        double intervalSeconds,
        int parallel,
        int blockBytes,
        long rateBitsPerSecond,
        StreamOptions options) {
    public static final int DEFAULT_PORT = 5201;
    public static final int DEFAULT_DURATION_SECONDS = 10;

    /** Limits of iperf3's own option parser. */
    public static final int MAX_DURATION_SECONDS = 86_400;

    public static final int MAX_OMIT_SECONDS = 600;
    public static final double MIN_INTERVAL_SECONDS = 0.1;
    public static final double MAX_INTERVAL_SECONDS = 60;

    public SendSettings {
        require(port >= 1 && port <= 65_535, "port " + port + " is not between 1 and 65535");
        require(
                durationSeconds >= 0 && durationSeconds <= MAX_DURATION_SECONDS,
                "a test takes between 1 and " + MAX_DURATION_SECONDS + " seconds");
        require(totalBytes >= 0, "the number of bytes is negative");
        require(durationSeconds > 0 || totalBytes > 0 || file != null, "nothing would end the test");
        require(
                omitSeconds >= 0 && omitSeconds <= MAX_OMIT_SECONDS,
                "between 0 and " + MAX_OMIT_SECONDS + " seconds can be omitted");
        require(
                intervalSeconds == 0
                        || (intervalSeconds >= MIN_INTERVAL_SECONDS && intervalSeconds <= MAX_INTERVAL_SECONDS),
                "a report interval is 0 or between " + MIN_INTERVAL_SECONDS + " and " + MAX_INTERVAL_SECONDS
                        + " seconds");
        require(
                parallel >= 1 && parallel <= TestParameters.MAX_PARALLEL,
                "between 1 and " + TestParameters.MAX_PARALLEL + " streams can run in parallel");
        require(
                blockBytes >= 1 && blockBytes <= TestParameters.MAX_BLOCK_BYTES,
                "a block has between 1 and " + TestParameters.MAX_BLOCK_BYTES + " bytes");
        require(file == null || parallel == 1, "a file is sent over one stream");
        require(file == null || omitSeconds == 0, "no part of a file can be omitted");
    }

    /** A test of ten seconds over one stream. */
    public static SendSettings defaults(InetAddress host, int port) {
        return new SendSettings(
                host.getHostAddress(),
                host,
                port,
                DEFAULT_DURATION_SECONDS,
                0,
                null,
                0,
                1,
                1,
                TestParameters.DEFAULT_BLOCK_BYTES,
                0,
                new StreamOptions(null, null, 0, false, 0));
    }

    public SendSettings withDurationSeconds(int seconds) {
        return with(seconds, totalBytes, file, omitSeconds, intervalSeconds, parallel, blockBytes, options);
    }

    /** So many bytes, however long they take. */
    public SendSettings withTotalBytes(long bytes) {
        return with(0, bytes, file, omitSeconds, intervalSeconds, parallel, blockBytes, options);
    }

    /** A file to its end, however long that takes. */
    public SendSettings withFile(Path path) {
        return with(0, totalBytes, path, omitSeconds, intervalSeconds, parallel, blockBytes, options);
    }

    public SendSettings withOmitSeconds(int seconds) {
        return with(durationSeconds, totalBytes, file, seconds, intervalSeconds, parallel, blockBytes, options);
    }

    public SendSettings withIntervalSeconds(double seconds) {
        return with(durationSeconds, totalBytes, file, omitSeconds, seconds, parallel, blockBytes, options);
    }

    public SendSettings withParallel(int streams) {
        return with(durationSeconds, totalBytes, file, omitSeconds, intervalSeconds, streams, blockBytes, options);
    }

    public SendSettings withBlockBytes(int bytes) {
        return with(durationSeconds, totalBytes, file, omitSeconds, intervalSeconds, parallel, bytes, options);
    }

    public SendSettings withOptions(StreamOptions streamOptions) {
        return with(
                durationSeconds, totalBytes, file, omitSeconds, intervalSeconds, parallel, blockBytes, streamOptions);
    }

    /** What the server is told; the pacing itself is in the options. */
    public SendSettings withRateBitsPerSecond(long rate) {
        return new SendSettings(
                hostName,
                host,
                port,
                durationSeconds,
                totalBytes,
                file,
                omitSeconds,
                intervalSeconds,
                parallel,
                blockBytes,
                rate,
                options);
    }

    private SendSettings with(
            int duration,
            long bytes,
            @Nullable Path path,
            int omit,
            double interval,
            int streams,
            int block,
            StreamOptions streamOptions) {
        return new SendSettings(
                hostName,
                host,
                port,
                duration,
                bytes,
                path,
                omit,
                interval,
                streams,
                block,
                rateBitsPerSecond,
                streamOptions);
    }

    /** As the server is told: a time of 0 lets it wait for the end of the data. */
    TestParameters parameters(long fileBytes) {
        long bytes = totalBytes > 0 ? totalBytes : fileBytes;
        return new TestParameters(
                omitSeconds, durationSeconds, durationSeconds > 0 ? 0 : bytes, parallel, blockBytes, rateBitsPerSecond);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
