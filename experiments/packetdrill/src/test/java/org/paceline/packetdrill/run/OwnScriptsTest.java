package org.paceline.packetdrill.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.paceline.packetdrill.profile.Profile;
import org.paceline.packetdrill.run.Verdict.Outcome;

/** Every script of ours passes under each profile that it claims. */
class OwnScriptsTest {
    /** What a script shows: a clause, or a rule of one stack where the RFCs leave it open. */
    private static final Pattern HEAD = Pattern.compile("// (RFC \\d+|Linux|FreeBSD)\\b.*\\S");

    /** As the suites of Linux are run: an MTU of 1520 gives IPv6 the same MSS. */
    private static final List<Map<String, String>> FAMILIES = List.of(
            Map.of("ip_version", "ipv4"),
            Map.of("ip_version", "ipv4-mapped-ipv6"),
            Map.of("ip_version", "ipv6", "mtu", "1520"));

    @TestFactory
    Stream<DynamicTest> everyScriptPassesUnderEachProfileItClaimsOverEveryFamily() throws IOException {
        return OwnScripts.all().stream().flatMap(OwnScriptsTest::tests);
    }

    private static Stream<DynamicTest> tests(OwnScripts.Claimed script) {
        return script.profiles().stream().flatMap(profile -> FAMILIES.stream()
                .map(family -> DynamicTest.dynamicTest(
                        script.name() + " like " + profile.name().toLowerCase(Locale.ROOT) + " over "
                                + family.get("ip_version"),
                        () -> passes(script.file(), profile, family))));
    }

    private static void passes(Path file, Profile profile, Map<String, String> family) throws IOException {
        Verdict verdict = new ScriptRunner(profile, family, Map.of()).run(file);
        assertEquals(Outcome.PASSED, verdict.outcome(), () -> Report.text(verdict));
    }

    @Test
    void everyScriptNamesItsClauseAndItsProfiles() throws IOException {
        List<String> without = new ArrayList<>();
        for (OwnScripts.Claimed script : OwnScripts.all()) {
            if (!HEAD.matcher(script.text()).lookingAt() || script.profiles().isEmpty()) {
                without.add(script.name());
            }
        }
        assertEquals(List.of(), without);
        assertFalse(OwnScripts.all().isEmpty());
    }
}
