package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * The Fast Open option of one segment, RFC 7413 4.1.1: a cookie, or without one the request of a cookie. Its
 * experimental form of RFC 6994 (kind 254, identifier 0xF989) is read and written as well. Mutable and reused; not
 * thread-safe.
 */
public final class FastOpenOption {
    /** RFC 7413 4.1.1: a cookie has 4 to 16 bytes, an even number of them. */
    public static final int MIN_COOKIE_BYTES = 4;

    public static final int MAX_COOKIE_BYTES = 16;

    static final int KIND = 34;
    static final int EXPERIMENT = 254;
    private static final int EXPERIMENT_IDENTIFIER = 0xF989;
    private static final int HEAD_BYTES = 2;
    private static final int EXPERIMENT_HEAD_BYTES = 4;

    private boolean present;
    private boolean experimental;
    private int cookieBytes;
    private final byte[] cookie = new byte[MAX_COOKIE_BYTES];

    public void clear() {
        present = false;
        experimental = false;
        cookieBytes = 0;
    }

    public boolean present() {
        return present;
    }

    /** The peer asks for a cookie. */
    public boolean request() {
        return present && cookieBytes == 0;
    }

    /** Whether the option has its experimental form, in which it wants to be answered. */
    public boolean experimental() {
        return experimental;
    }

    /** 0 for a request. */
    public int cookieBytes() {
        return cookieBytes;
    }

    /** One of the {@link #cookieBytes()}, 0 to 255. */
    public int cookieByte(int index) {
        return cookie[index] & 0xFF;
    }

    /** Asks for a cookie. */
    public void ask(boolean inExperimentalForm) {
        clear();
        present = true;
        experimental = inExperimentalForm;
    }

    /** Carries a cookie. */
    public void carry(byte[] bytes, int lengthBytes, boolean inExperimentalForm) {
        if (!validLength(lengthBytes) || lengthBytes == 0) {
            throw new IllegalArgumentException("a Fast Open cookie has an even number of bytes, 4 to 16");
        }
        ask(inExperimentalForm);
        cookieBytes = lengthBytes;
        System.arraycopy(bytes, 0, cookie, 0, lengthBytes);
    }

    /** Copies the cookie out and returns its length. */
    public int copyCookie(byte[] target) {
        System.arraycopy(cookie, 0, target, 0, cookieBytes);
        return cookieBytes;
    }

    /** Reads an option that stands whole in the frame; false when it is none of this kind, or not a valid one. */
    boolean parse(ByteBuffer frame, int offset, int kind, int optionBytes) {
        boolean experiment = kind == EXPERIMENT
                && optionBytes >= EXPERIMENT_HEAD_BYTES
                && (frame.getShort(offset + HEAD_BYTES) & 0xFFFF) == EXPERIMENT_IDENTIFIER;
        if (!experiment && kind != KIND) {
            return false;
        }
        int headBytes = experiment ? EXPERIMENT_HEAD_BYTES : HEAD_BYTES;
        int valueBytes = optionBytes - headBytes;
        if (!validLength(valueBytes)) {
            return false;
        }
        ask(experiment);
        cookieBytes = valueBytes;
        frame.get(offset + headBytes, cookie, 0, valueBytes);
        return true;
    }

    private static boolean validLength(int bytes) {
        return bytes == 0 || (bytes >= MIN_COOKIE_BYTES && bytes <= MAX_COOKIE_BYTES && bytes % 2 == 0);
    }

    int encodedBytes() {
        return present ? (experimental ? EXPERIMENT_HEAD_BYTES : HEAD_BYTES) + cookieBytes : 0;
    }

    /** @return the index behind the option */
    int write(ByteBuffer frame, int offset) {
        if (!present) {
            return offset;
        }
        frame.put(offset, (byte) (experimental ? EXPERIMENT : KIND));
        frame.put(offset + 1, (byte) encodedBytes());
        int value = offset + HEAD_BYTES;
        if (experimental) {
            frame.putShort(value, (short) EXPERIMENT_IDENTIFIER);
            value = offset + EXPERIMENT_HEAD_BYTES;
        }
        frame.put(value, cookie, 0, cookieBytes);
        return value + cookieBytes;
    }
}
