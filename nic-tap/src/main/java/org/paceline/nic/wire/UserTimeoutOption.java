package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/** The user timeout option of one segment, RFC 5482 section 3. Mutable and reused; not thread-safe. */
public final class UserTimeoutOption {
    static final int KIND = 28;
    static final int LENGTH_BYTES = 4;

    /** RFC 5482 3: 15 bits, in minutes where the bit above them is set and else in seconds. */
    private static final int MAX_VALUE = 0x7FFF;

    private static final int MINUTES = 0x8000;
    private static final int SECONDS_PER_MINUTE = 60;

    private int seconds;

    public void clear() {
        seconds = 0;
    }

    /** How long the sender lets its data stay unacknowledged; 0 when the option is absent. */
    public int seconds() {
        return seconds;
    }

    /** Sets what the option tells: more than 32,767 s in whole minutes, rounded up, and 32,767 of them at most. */
    public void tell(int timeoutSeconds) {
        seconds = timeoutSeconds;
    }

    /** Reads an option that stands whole in the frame; false when it is none of this kind, or of a wrong length. */
    boolean parse(ByteBuffer frame, int offset, int kind, int optionBytes) {
        if (kind != KIND || optionBytes != LENGTH_BYTES) {
            return false;
        }
        int field = frame.getShort(offset + 2) & 0xFFFF;
        seconds = (field & MAX_VALUE) * ((field & MINUTES) == 0 ? 1 : SECONDS_PER_MINUTE);
        return true;
    }

    int encodedBytes() {
        return seconds > 0 ? LENGTH_BYTES : 0;
    }

    /** @return the index behind the option */
    int write(ByteBuffer frame, int offset) {
        if (seconds == 0) {
            return offset;
        }
        int minutes = (seconds + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE;
        int field = seconds <= MAX_VALUE ? seconds : MINUTES | Math.min(minutes, MAX_VALUE);
        frame.put(offset, (byte) KIND);
        frame.put(offset + 1, (byte) LENGTH_BYTES);
        frame.putShort(offset + 2, (short) field);
        return offset + LENGTH_BYTES;
    }
}
