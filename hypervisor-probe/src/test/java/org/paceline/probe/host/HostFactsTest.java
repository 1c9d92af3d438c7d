package org.paceline.probe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HostFactsTest {
    private static final String GUEST = "processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu hypervisor lahf_lm\n";
    private static final String METAL = "processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu hypervisors lahf_lm\n";

    @Test
    void theModelIsTheTextBehindTheColon() {
        assertEquals("AMD EPYC", HostFacts.cpuModel(GUEST));
        assertEquals("unknown", HostFacts.cpuModel("processor : 0\n"));
    }

    @Test
    void theHypervisorFlagIsAWordOfItsOwn() {
        assertTrue(HostFacts.hypervisorFlag(GUEST));
        assertFalse(HostFacts.hypervisorFlag(METAL));
        assertFalse(HostFacts.hypervisorFlag(""));
    }

    @Test
    void thisHostHasACoreAndAJdk() {
        HostFacts facts = HostFacts.read();

        assertTrue(facts.cores() > 0);
        assertTrue(facts.jdk().startsWith(System.getProperty("java.version")));
    }
}
