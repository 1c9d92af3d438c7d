package org.paceline.cli.iperf.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCountTest {
    @ParameterizedTest
    @CsvSource({"1,1", "1500,1500", "128K,131072", "128k,131072", "1.5M,1572864", "2G,2147483648", "1T,1099511627776"})
    void sizesAreBinaryAsIperfs(String text, long bytes) {
        assertEquals(bytes, ByteCount.parse("-n", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K", "-1", "1KB", "1e6", "ten", "0x10", "1 K", "0", "0.5", "99999999999999G", "1.M"})
    void anythingElseIsALineThatNamesTheOption(String text) {
        String line = String.valueOf(assertThrows(IllegalArgumentException.class, () -> ByteCount.parse("-l", text))
                .getMessage());

        assertTrue(line.startsWith("-l "), line);
    }

    @Test
    void fractionsOfAByteAreDropped() {
        assertEquals(1_535, ByteCount.parse("-n", "1.49999K"));
    }
}
