package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code handleSegment} in every state under Jazzer. An ordinary run replays the inputs in
 * {@code SegmentFuzzTestInputs}; with JAZZER_FUZZ=1 and one method named, it searches for new ones.
 */
class SegmentFuzzTest {
    private static final int SEEDS = 300;
    private static final int BYTES = 400;

    @FuzzTest
    void listen(byte[] bytes) {
        run(TcpState.LISTEN, bytes);
    }

    @FuzzTest
    void synSent(byte[] bytes) {
        run(TcpState.SYN_SENT, bytes);
    }

    @FuzzTest
    void synReceived(byte[] bytes) {
        run(TcpState.SYN_RECEIVED, bytes);
    }

    @FuzzTest
    void established(byte[] bytes) {
        run(TcpState.ESTABLISHED, bytes);
    }

    @FuzzTest
    void finWait1(byte[] bytes) {
        run(TcpState.FIN_WAIT_1, bytes);
    }

    @FuzzTest
    void finWait2(byte[] bytes) {
        run(TcpState.FIN_WAIT_2, bytes);
    }

    @FuzzTest
    void closeWait(byte[] bytes) {
        run(TcpState.CLOSE_WAIT, bytes);
    }

    @FuzzTest
    void closing(byte[] bytes) {
        run(TcpState.CLOSING, bytes);
    }

    @FuzzTest
    void lastAck(byte[] bytes) {
        run(TcpState.LAST_ACK, bytes);
    }

    @FuzzTest
    void timeWait(byte[] bytes) {
        run(TcpState.TIME_WAIT, bytes);
    }

    /** Without Jazzer's search: seeds make the bytes. */
    @ParameterizedTest
    @EnumSource(value = TcpState.class, mode = EnumSource.Mode.EXCLUDE, names = "CLOSED")
    void noBytesBreakAConnectionInAnyState(TcpState state) {
        int segments = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            byte[] bytes = new byte[BYTES];
            new SplittableRandom(seed).nextBytes(bytes);
            try {
                segments += run(state, bytes);
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("seed " + seed + ": " + broken, broken);
            }
        }
        assertTrue(segments > SEEDS, segments + " segments were taken");
    }

    private static int run(TcpState state, byte[] bytes) {
        return new SegmentFuzz(Scripts.in(state), bytes).run();
    }
}
