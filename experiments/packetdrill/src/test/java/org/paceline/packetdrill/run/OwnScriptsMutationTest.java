package org.paceline.packetdrill.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.packetdrill.run.Verdict.Outcome;

/**
 * The runner notices: every expectation of a passing script, changed beyond tolerance, makes it fail.
 * {@code -Dpaceline.mutants=all} tries every one, however many there are.
 */
class OwnScriptsMutationTest {
    private static final int SAMPLE = 4_000;

    /** One changed script and where it comes from. */
    private record Changed(OwnScripts.Claimed script, ScriptMutants.Mutant mutant) {}

    @Test
    void everyChangedExpectationFails() throws IOException {
        List<Changed> all = new ArrayList<>();
        for (OwnScripts.Claimed script : OwnScripts.all()) {
            ScriptMutants.of(script.text()).forEach(mutant -> all.add(new Changed(script, mutant)));
        }
        int step = "all".equals(System.getProperty("paceline.mutants")) ? 1 : all.size() / SAMPLE + 1;
        List<String> survivors = new ArrayList<>();
        for (int index = 0; index < all.size(); index += step) {
            Changed changed = all.get(index);
            if (survives(changed)) {
                survivors.add(changed.script().name() + ":" + changed.mutant().line() + ": "
                        + changed.mutant().before() + "  ->  "
                        + changed.mutant().after());
            }
        }
        assertTrue(all.size() > 100, "only " + all.size() + " mutants");
        assertEquals("", String.join("\n", survivors));
    }

    private static boolean survives(Changed changed) {
        ScriptRunner runner = ScriptRunner.of(changed.script().profiles().get(0));
        return runner.run(changed.script().file(), changed.mutant().text()).outcome() != Outcome.FAILED;
    }
}
