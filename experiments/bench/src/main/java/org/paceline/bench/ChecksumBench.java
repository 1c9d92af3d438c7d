package org.paceline.bench;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.paceline.nic.wire.InternetChecksum;

/** Cost of the checksum (RFC 1071): of an acknowledgment, a full segment, a merged frame; and of one changed word. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChecksumBench {
    @Param({"32", "1480", "65480"})
    private int lengthBytes;

    private ByteBuffer frame = ByteBuffer.allocateDirect(0);

    @Setup
    public void fill() {
        frame = ByteBuffer.allocateDirect(lengthBytes);
        for (int i = 0; i < lengthBytes; i++) {
            frame.put(i, (byte) (i * 31));
        }
    }

    @Benchmark
    public int sum() {
        return InternetChecksum.sum(frame, 0, lengthBytes);
    }

    @Benchmark
    public int update() {
        return InternetChecksum.update(0x1234, lengthBytes, 0xBEEF);
    }
}
