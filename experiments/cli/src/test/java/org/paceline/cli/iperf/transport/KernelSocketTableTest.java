package org.paceline.cli.iperf.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelSocketTableTest {
    private static final List<String> TABLE = List.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
            "   0: 0100007F:1451 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0",
            "   1: 0100007F:B29C 0100007F:1451 01 0001A2B0:00000010 01:00000014 00000000     0        0 2 2 0");

    @Test
    void whatIsNotAcknowledgedStandsInTxQueue() {
        assertEquals(0x1A2B0, KernelSocketTable.queuedBytes(TABLE, 0xB29C, 0x1451));
    }

    @Test
    void theOtherEndIsAnotherConnection() {
        assertEquals(-1, KernelSocketTable.queuedBytes(TABLE, 0x1451, 0xB29C));
    }

    @Test
    void anEmptyTableHasNoConnection() {
        assertEquals(-1, KernelSocketTable.queuedBytes(List.of(), 1, 2));
    }
}
