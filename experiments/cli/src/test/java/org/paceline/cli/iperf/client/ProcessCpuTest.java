package org.paceline.cli.iperf.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.paceline.cli.iperf.protocol.CpuShare;

class ProcessCpuTest {
    @Test
    void theShareIsOfOneCore() {
        ProcessCpu before = ProcessCpu.of("7 (a (b) c) S 1 1 1 0 -1 4194304 1 0 0 0 100 50 0 0 20 0 1 0 1 1 1");
        ProcessCpu after = ProcessCpu.of("7 (a (b) c) S 1 1 1 0 -1 4194304 1 0 0 0 250 100 0 0 20 0 1 0 1 1 1");

        assertEquals(new CpuShare(200, 150, 50), after.since(before, 1));
    }

    @Test
    void noTimeIsNoShare() {
        assertEquals(CpuShare.NONE, ProcessCpu.now().since(ProcessCpu.now(), 0));
    }
}
