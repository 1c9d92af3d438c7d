package org.paceline.cli.iperf.protocol;

import org.jspecify.annotations.Nullable;

/**
 * States that client and server tell each other, one signed byte each; the numbers are the same from iperf 3.1 to 3.21.
 */
public enum ControlState {
    TEST_START(1),
    TEST_RUNNING(2),
    TEST_END(4),
    PARAM_EXCHANGE(9),
    CREATE_STREAMS(10),
    SERVER_TERMINATE(11),
    CLIENT_TERMINATE(12),
    EXCHANGE_RESULTS(13),
    DISPLAY_RESULTS(14),
    IPERF_START(15),
    IPERF_DONE(16),
    ACCESS_DENIED(-1),
    SERVER_ERROR(-2);

    private final byte code;

    ControlState(int code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    /** The state with that number, or null when iperf3 has none. */
    public static @Nullable ControlState of(byte code) {
        for (ControlState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        return null;
    }
}
