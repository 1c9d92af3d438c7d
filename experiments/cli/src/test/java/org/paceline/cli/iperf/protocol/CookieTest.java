package org.paceline.cli.iperf.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CookieTest {
    @Test
    void aCookieIs36LettersOfIperfsAlphabetAndANul() {
        byte[] wire = Cookie.random(new SplittableRandom(1)).wire();

        assertEquals(37, wire.length);
        assertTrue(new String(wire, 0, 36, java.nio.charset.StandardCharsets.US_ASCII).matches("[a-z2-7]{36}"));
        assertEquals(0, wire[36]);
    }

    @Test
    void aCookieSurvivesTheWire() {
        Cookie cookie = Cookie.random(new SplittableRandom(2));

        assertEquals(cookie, Cookie.of(cookie.wire()));
    }

    @Test
    void twoTestsHaveTwoCookies() {
        SplittableRandom random = new SplittableRandom(3);

        assertNotEquals(Cookie.random(random), Cookie.random(random));
    }

    @Test
    void bytesAfterTheNulDoNotCount() {
        byte[] wire = new Cookie("short").wire();
        wire[20] = 'x';

        assertEquals(new Cookie("short"), Cookie.of(wire));
    }

    @Test
    void aCookieThatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Cookie("x".repeat(37)));
    }
}
