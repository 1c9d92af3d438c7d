package org.paceline.nic.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.paceline.nic.DeviceException;

class MemoryDeviceTest {
    private static final LinkModel MODEL = LinkModel.defaults().withDelayNs(500);

    private final ByteBuffer frame = ByteBuffer.allocate(2_000);
    private long nowNs;
    private final MemoryPair pair = MemoryDevice.pair(MODEL, 1, () -> nowNs);

    @Test
    void aFrameCrossesWhenItsTimeHasCome() {
        frame.putInt(0, 0xCAFE);
        assertTrue(pair.a().send(frame, 60));
        frame.putInt(0, 0);

        assertEquals(500, pair.nextArrivalNs());
        assertEquals(500, pair.b().nextArrivalNs());
        assertEquals(Long.MAX_VALUE, pair.a().nextArrivalNs());
        nowNs = 499;
        assertEquals(0, pair.b().receive(frame));
        nowNs = 700;
        assertEquals(60, pair.b().receive(frame));
        assertEquals(0xCAFE, frame.getInt(0));
        assertEquals(500, pair.b().arrivalNs());
        assertEquals(0, pair.a().receive(frame));
    }

    @Test
    void bothDirectionsAreApart() {
        pair.a().send(frame, 60);
        pair.b().send(frame, 61);
        nowNs = 500;

        assertEquals(61, pair.a().receive(frame));
        assertEquals(60, pair.b().receive(frame));
    }

    @Test
    void theEndsHaveNamesAndAddressesOfTheirOwn() {
        assertEquals("memory:a", pair.a().capabilities().name());
        assertEquals("memory:b", pair.b().capabilities().name());
        assertNotEquals(
                pair.a().capabilities().macAddress(), pair.b().capabilities().macAddress());
        assertEquals(1_500, pair.a().capabilities().mtuBytes());
        assertTrue(pair.a().capabilities().kernelArrivalTimes());
    }

    @Test
    void aFrameThatTheBottleneckDropsCountsAsSent() {
        SimulatedLink narrow =
                new SimulatedLink(MODEL.withRateBitsPerSecond(1_000).withQueuePackets(1), 1);
        MemoryDevice a = MemoryDevice.pair(narrow, new SimulatedLink(MODEL, 2), () -> nowNs, 1_500)
                .a();

        assertTrue(a.send(frame, 60));
        assertTrue(a.send(frame, 60));
        assertEquals(1, narrow.droppedQueue());
        assertEquals(2, a.transmitted().queuedFrames());
        assertEquals(0, a.transmitted().standingFrames());
    }

    @Test
    void theMtuBoundsAFrame() {
        MemoryDevice a = MemoryDevice.pair(new SimulatedLink(MODEL, 1), new SimulatedLink(MODEL, 2), () -> nowNs, 576)
                .a();

        assertTrue(a.send(frame, 576 + 18));
        DeviceException refusal = assertThrows(DeviceException.class, () -> a.send(frame, 576 + 19));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("memory:a takes frames of 594 bytes, not of 595"));
    }

    @Test
    void theDirectionsHaveLuckOfTheirOwn() {
        MemoryPair lossy = MemoryDevice.pair(MODEL.withLoss(0.5), 1, () -> nowNs);
        StringBuilder fates = new StringBuilder();
        int alike = 0;
        for (int i = 0; i < 200; i++) {
            long lostByA = lossy.a().outbound().droppedLoss();
            long lostByB = lossy.b().outbound().droppedLoss();
            lossy.a().send(frame, 60);
            lossy.b().send(frame, 60);
            boolean a = lossy.a().outbound().droppedLoss() > lostByA;
            boolean b = lossy.b().outbound().droppedLoss() > lostByB;
            fates.append(a ? '1' : '0').append(b ? '1' : '0').append(' ');
            alike += a == b ? 1 : 0;
        }
        assertEquals(100.0, alike, 40, fates.toString());
    }

    @Test
    void aClosedEndIsSilent() {
        pair.b().send(frame, 60);
        nowNs = 500;
        pair.a().close();

        assertEquals(0, pair.a().receive(frame));
        assertEquals(Long.MAX_VALUE, pair.a().nextArrivalNs());
        assertThrows(DeviceException.class, () -> pair.a().send(frame, 60));
    }
}
