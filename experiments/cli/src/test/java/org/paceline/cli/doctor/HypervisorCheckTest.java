package org.paceline.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HypervisorCheckTest {
    private static final String BARE = "processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu vme sse2\n";
    private static final String GUEST = "processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu hypervisor sse2\n";
    private static final String STAT = "cpu  60 0 20 100 10 0 0 10 5 0\ncpu0 60 0 20 100 10 0 0 10 5 0\n";

    @Test
    void bareMetalIsNoGuest() {
        Finding found = HypervisorCheck.finding(BARE, "", "Dell Inc. PowerEdge", STAT);

        assertEquals(Status.OK, found.status());
    }

    @Test
    void aGuestIsNamedWithWhatWasStolenFromIt() {
        Finding found = HypervisorCheck.finding(GUEST, "", "QEMU Standard PC", STAT);

        assertEquals(Status.LIMITED, found.status());
        assertEquals("a guest of QEMU Standard PC on AMD EPYC, 5.00 % of its time stolen", found.fact());
    }

    @Test
    void xenTellsItsTypeWhereTheCpuDoesNot() {
        assertEquals(
                "a guest of xen on AMD EPYC, 5.00 % of its time stolen",
                HypervisorCheck.finding(BARE, "xen", "", STAT).fact());
    }

    @Test
    void guestTimeIsNotCountedTwice() {
        assertEquals(5.0, HypervisorCheck.stolenPercent(STAT), 1e-9);
    }

    @Test
    void anOldKernelWithoutStealHasNone() {
        assertEquals(0, HypervisorCheck.stolenPercent("cpu  60 0 20 100\n"));
    }
}
