package org.paceline.cli.iperf.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Names one test: every connection of it opens with these 37 bytes, 36 characters and a NUL. */
public record Cookie(String text) {
    public static final int WIRE_BYTES = 37;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int CHARACTERS = WIRE_BYTES - 1;

    public Cookie {
        if (text.length() > CHARACTERS) {
            throw new IllegalArgumentException("a cookie has at most " + CHARACTERS + " characters");
        }
    }

    public static Cookie random(RandomGenerator random) {
        StringBuilder text = new StringBuilder(CHARACTERS);
        for (int i = 0; i < CHARACTERS; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Cookie(text.toString());
    }

    /** The cookie in 37 bytes off the wire; what follows the first NUL does not count. */
    public static Cookie of(byte[] wire) {
        int length = 0;
        while (length < CHARACTERS && wire[length] != 0) {
            length++;
        }
        return new Cookie(new String(wire, 0, length, StandardCharsets.ISO_8859_1));
    }

    public byte[] wire() {
        return Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), WIRE_BYTES);
    }
}
