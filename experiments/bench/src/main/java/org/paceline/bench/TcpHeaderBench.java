package org.paceline.bench;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;

/** Cost of writing and of reading the header of a data segment that carries timestamps; the payload is not touched. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TcpHeaderBench {
    private static final int SEGMENT_BYTES = 1480;

    private final ByteBuffer frame = ByteBuffer.allocateDirect(SEGMENT_BYTES);
    private final TcpHeader header = new TcpHeader();
    private final TcpOptions written = new TcpOptions();
    private final TcpOptions parsed = new TcpOptions();
    private int sequenceNumber;

    @Setup
    public void fill() {
        write();
    }

    @Benchmark
    public int write() {
        written.clear().timestamps(sequenceNumber++, 1);
        int headerBytes = TcpHeader.MIN_LENGTH_BYTES + written.encodedBytes();
        TcpHeader.write(frame, 0, 5201, 40_000, sequenceNumber, 1, TcpHeader.ACK, 512, headerBytes);
        return written.write(frame, TcpHeader.MIN_LENGTH_BYTES);
    }

    @Benchmark
    public int parse() {
        if (!header.wrap(frame, 0, SEGMENT_BYTES)
                || !parsed.parse(frame, header.optionsOffset(), header.optionsBytes())) {
            throw new IllegalStateException("the segment under test is malformed");
        }
        return header.sequenceNumber() + parsed.timestampValue();
    }
}
