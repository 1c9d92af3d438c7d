package org.paceline.packetdrill.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.packetdrill.script.UnsupportedException;

class CodeBlockTest {
    private static final Map<String, Object> INFO =
            Map.of("tcpi_snd_cwnd", 10L, "tcpi_options", 7L, "TCPI_OPT_SACK", 2L);

    private final CodeBlock code = new CodeBlock(INFO::get);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assert tcpi_snd_cwnd == 10",
                "assert tcpi_snd_cwnd == 10, tcpi_snd_cwnd",
                "assert (tcpi_options & TCPI_OPT_SACK) != 0, \"no SACK; %d\" % tcpi_options",
                "assert 9 < tcpi_snd_cwnd <= 10 and not tcpi_snd_cwnd < 3",
                "a = 3; a += 4\nassert a == 7",
                "assert tcpi_snd_cwnd in (9, 10, 11)",
                "assert abs(tcpi_snd_cwnd - 12) <= 2 # near",
                "assert tcpi_snd_cwnd * 1.5 == 15.0 and 7 / 2 == 3.5 and 7 // 2 == 3",
                "if tcpi_snd_cwnd > 100:\n  assert False\nassert True",
                "if tcpi_snd_cwnd > 100:\n  a = 1\nelif tcpi_snd_cwnd == 10:\n  a = 2\nelse:\n  a = 3\nassert a == 2",
                "a = 0\nfor i in range(4):\n  a += i\n  if i == 3: a += 10\nassert a == 16",
                "a = 1\nwhile a < 100: a *= 2\nassert a == 128",
                "def twice(x):\n  return 2 * x\nassert twice(tcpi_snd_cwnd) == 20",
                "import sys\nprint(tcpi_snd_cwnd, file=sys.stderr)",
                "a = [1, 2, 3]\nassert len(a) == 3 and sum(a) == 6 and a[1] == 2 and max(a) == 3",
                "print \"cwnd\", tcpi_snd_cwnd\nprint(tcpi_snd_cwnd)",
                "assert tcpi_snd_cwnd == \\\n 10",
                "assert (tcpi_snd_cwnd ==\n 10)"
            })
    void whatHoldsPasses(String source) {
        assertNull(code.run(source));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assert tcpi_snd_cwnd == 11",
                "assert 10 < tcpi_snd_cwnd <= 10",
                "assert tcpi_snd_cwnd == 10 and tcpi_options == 6",
                "assert not tcpi_snd_cwnd",
                "a = 1\nassert a == 1; assert a == 2",
                "for i in range(3):\n  assert i < 2",
                "def check(x):\n  assert x == 9\ncheck(tcpi_snd_cwnd)",
                "if tcpi_snd_cwnd > 100:\n  pass\nelse:\n  assert False"
            })
    void whatDoesNotHoldIsToldWithItsValues(String source) {
        String failure = code.run(source);

        assertNotNull(failure);
        assertTrue(failure.contains("assert"), failure);
    }

    @Test
    void variablesLiveFromBlockToBlock() {
        assertNull(code.run("cwnd = tcpi_snd_cwnd"));
        assertNull(code.run("assert cwnd == 10"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os.listdir(1)",
                "for i in (1, 2):",
                "with a: b",
                "assert unknown == 1",
                "assert 1 == 1 oops",
                "open('x')"
            })
    void whatIsBeyondTheSubsetIsUnsupportedAndNeverPasses(String source) {
        assertThrows(UnsupportedException.class, () -> code.run(source));
    }

    @Test
    void aFailureShowsTheValuesOfItsNames() {
        assertEquals("assert tcpi_snd_cwnd == 11 with {tcpi_snd_cwnd=10}", code.run("assert tcpi_snd_cwnd == 11"));
    }
}
