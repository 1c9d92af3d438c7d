package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PauseFrameTest {
    private static final long SOURCE = MacAddress.parse("02:00:00:00:00:55");

    private final ByteBuffer frame = ByteBuffer.allocate(100);

    @Test
    void aPauseOfNoTimeIsPaddedToItsLength() {
        for (int i = 0; i < 100; i++) {
            frame.put(i, (byte) 0xee);
        }
        PauseFrame.write(frame, SOURCE, 70);

        String hex = HexFormat.of().formatHex(frame.array());
        assertEquals("0180c2000001" + "020000000055" + "8808" + "0001" + "0000", hex.substring(0, 36));
        assertEquals("00".repeat(52) + "ee".repeat(30), hex.substring(36));
    }

    @Test
    void aBridgeKnowsIt() {
        PauseFrame.write(frame, SOURCE, PauseFrame.MIN_BYTES);
        assertTrue(PauseFrame.matches(frame, PauseFrame.MIN_BYTES));
        assertFalse(PauseFrame.matches(frame, 15));

        EthernetHeader.write(frame, 0, PauseFrame.DESTINATION, SOURCE, EthernetHeader.TYPE_IPV4);
        assertFalse(PauseFrame.matches(frame, PauseFrame.MIN_BYTES));
        EthernetHeader.write(frame, 0, SOURCE, SOURCE, PauseFrame.TYPE_MAC_CONTROL);
        assertFalse(PauseFrame.matches(frame, PauseFrame.MIN_BYTES));
    }

    @Test
    void noFrameIsShorterThanEthernetAllows() {
        assertThrows(IllegalArgumentException.class, () -> PauseFrame.write(frame, SOURCE, 59));
    }
}
