package org.paceline.packetdrill.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.packetdrill.profile.Profile;
import org.paceline.packetdrill.run.Verdict.Outcome;

class ScriptRunnerTest {
    private static final Path FILE = Path.of("suite/test.pkt");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`sysctl -q net.ipv4.tcp_unheard_of=1`|sysctl net.ipv4.tcp_unheard_of",
                "`frobnicate now`|shell command frobnicate",
                "`./missing.sh`|missing file ./missing.sh",
                "0 sctp_bindx(3, 4) = 0|system call sctp_bindx",
                "0 socket(..., SOCK_DGRAM, 0) = 3|a socket of SOCK_DGRAM",
                "0 < udp (10)|packets of udp",
                "0 < . 1:1(0) ack 1 <frob 1,nop,nop>|TCP option frob",
                "%{ with a: b }%|code: with",
                "--wire_server|option --wire_server"
            })
    void whatIsNotHereIsUnsupportedByItsName(String script, String name) {
        Verdict verdict = run(script);

        assertEquals(Outcome.UNSUPPORTED, verdict.outcome(), verdict.why());
        assertTrue(verdict.why().contains(name), verdict.why());
    }

    @Test
    void aFailureShowsTheLineAndBelowItWhatWasExpectedAndWhatCame() {
        Verdict verdict = run("0 < S 0:0(0) win 100\n+0 > R. 0:0(0) ack 2 win 0");

        assertEquals(2, verdict.line());
        assertEquals("""
                another acknowledgment number
                  script:   +0 > R. 0:0(0) ack 2 win 0
                  expected: > R. 0:0(0) ack 2 win 0 at 0.000000 s ± 4000 us
                  actual:   > R. 0:0(0) ack 1 win 0 at 0.000000 s""", verdict.why());
    }

    @Test
    void aScriptThatCannotBeReadFails() {
        Verdict verdict = run("0 close(3) = 0\n0 nonsense");

        assertEquals(Outcome.FAILED, verdict.outcome());
        assertEquals(2, verdict.line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 close(99999999999999999999) = 0",
                "0 < S 0:0(0) win 99999999999999999999",
                "0 < S 0:0(0) <mss 1000,nop",
                "0 < S 0:0(0) win 1 <md5 123>",
                "+1e9 close(3) = 0",
                "%{ assert 1 / 0 }%",
                "`unterminated",
                "--",
                "\u0000\u0001"
            })
    void whateverAScriptHoldsItGetsAVerdict(String script) {
        assertNotEquals(Outcome.PASSED, run(script).outcome());
    }

    @Test
    void aFileThatIsNotThereGetsAVerdict() {
        assertEquals(Outcome.FAILED, ScriptRunner.of(Profile.LINUX).run(FILE).outcome());
    }

    @Test
    void aStateThatNoSocketIsInFails() {
        assertEquals(Outcome.FAILED, run("0 `sockstat -s | grep ESTABLISHED`").outcome());
    }

    @Test
    void anExpectedPacketThatDoesNotComeFails() {
        assertEquals(Outcome.FAILED, run("0 > . 1:1(0) ack 1").outcome());
    }

    @Test
    void theReportIsTheJsonThatProgramsExpect() {
        Report report = new Report();
        report.add(Verdict.passed("a.pkt"));
        report.add(Verdict.failed("b.pkt", 3, "no\n\"x\""));
        report.add(Verdict.unsupported("c.pkt", "sysctl d"));

        assertEquals(
                "{\"passed\":[\"a.pkt\"],\"failed\":[{\"file\":\"b.pkt\",\"line\":3,\"why\":\"no\\n\\\"x\\\"\"}],"
                        + "\"unsupported\":[{\"file\":\"c.pkt\",\"why\":\"sysctl d\"}]}",
                report.json());
        assertEquals(1, report.exitCode());
    }

    private static Verdict run(String script) {
        return ScriptRunner.of(Profile.LINUX).run(FILE, script);
    }
}
