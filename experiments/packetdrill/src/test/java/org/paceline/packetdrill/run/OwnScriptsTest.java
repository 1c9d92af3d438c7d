package org.paceline.packetdrill.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.paceline.packetdrill.profile.Profile;
import org.paceline.packetdrill.run.Verdict.Outcome;

/** Every script of ours passes under each profile that it claims. */
class OwnScriptsTest {
    @TestFactory
    Stream<DynamicTest> everyScriptPassesUnderEachProfileItClaims() throws IOException {
        return OwnScripts.all().stream().flatMap(OwnScriptsTest::tests);
    }

    private static Stream<DynamicTest> tests(OwnScripts.Claimed script) {
        return script.profiles().stream()
                .map(profile -> DynamicTest.dynamicTest(
                        script.name() + " like " + profile.name().toLowerCase(Locale.ROOT),
                        () -> passes(script.file(), profile)));
    }

    private static void passes(Path file, Profile profile) throws IOException {
        Verdict verdict = ScriptRunner.of(profile).run(file);
        assertEquals(Outcome.PASSED, verdict.outcome(), () -> Report.text(verdict));
    }

    @Test
    void everyScriptNamesItsClauseAndItsProfiles() throws IOException {
        List<String> without = new ArrayList<>();
        for (OwnScripts.Claimed script : OwnScripts.all()) {
            if (!script.text().startsWith("// RFC ") || script.profiles().isEmpty()) {
                without.add(script.name());
            }
        }
        assertEquals(List.of(), without);
        assertFalse(OwnScripts.all().isEmpty());
    }
}
