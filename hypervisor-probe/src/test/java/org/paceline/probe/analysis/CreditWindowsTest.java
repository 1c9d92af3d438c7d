package org.paceline.probe.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditWindowsTest {
    private static final long US = 1_000;
    private static final long MS = 1_000_000;
    private static final int FRAME = 500;
    private static final int SENT = 6_000;
    private static final long GAP_NS = MS;

    private final CreditWindows windows = new CreditWindows(50 * MS);
    private final Random random = new Random(3);
    private long nowNs;

    @ParameterizedTest
    @ValueSource(longs = {50 * MS, 52 * MS})
    void aQuotaInEachWindowIsFoundThoughNoGridHoldsIt(long refillNs) {
        long windowNs = 0;
        for (int packet = 0; packet < SENT; windowNs += refillNs) {
            nowNs = windowNs + random.nextInt(8_000_000); // the backend runs late
            if (random.nextInt(10) == 0) {
                windowNs = nowNs; // and the window begins when it runs
            }
            for (int quota = 0; quota < 40 && packet < SENT; quota++) {
                nowNs += quota % 16 == 15 ? 6 * MS : 40 * US; // it is taken away within the quota, too
                packet = pass(packet);
            }
        }
        CreditQuota quota = windows.quota();
        assertEquals(40 * FRAME, quota.bytes(), FRAME);
        assertTrue(quota.steadyShare() > 0.95, quota::toString);
        assertTrue(quota.packetShare() > 0.9, quota::toString);
        assertEquals((double) refillNs, quota.intervalNs(), 3.0 * MS);
        assertTrue(quota.silenceNs() > 25 * MS, quota::toString);
    }

    @Test
    void anotherIntervalIsKnownByItsQuotaAndItsLength() {
        CreditWindows asked = new CreditWindows(20 * MS);
        for (int packet = 0; packet < SENT; packet++) {
            long passedNs = packet / 16 * (20 * MS) + packet % 16 * (40 * US);
            asked.add(passedNs, (double) (passedNs - packet * GAP_NS), FRAME);
            windows.add(passedNs, (double) (passedNs - packet * GAP_NS), FRAME);
        }
        assertTrue(asked.quota().known(), asked.quota()::toString);
        assertFalse(windows.quota().known(), windows.quota()::toString);
    }

    @Test
    void frameOfAnySizeFillsAQuotaToAFrame() {
        int packet = 0;
        for (long windowNs = 0; packet < SENT; windowNs += 52 * MS) {
            nowNs = windowNs;
            int left = 20_000;
            for (int bytes = size(packet); bytes <= left && packet < SENT; bytes = size(packet)) {
                nowNs += 40 * US;
                left -= bytes;
                windows.add(nowNs, nowNs - packet++ * GAP_NS / 2.0, bytes);
            }
        }
        assertTrue(windows.quota().steadyShare() > 0.95, windows.quota()::toString);
    }

    @Test
    void aTokenBucketBeforeALinkStandsNeverStill() {
        nowNs = 50 * MS;
        for (int packet = 0; packet < SENT; ) {
            nowNs = Math.max(nowNs, packet * GAP_NS) + GAP_NS + GAP_NS / 9;
            packet = pass(packet);
        }
        assertEquals(0, windows.quota().windows());
    }

    @Test
    void aBackendThatTakesAllWhenItRunsHasNoQuota() {
        long runsNs = 0;
        for (int packet = 0; packet < SENT; runsNs += 50 * MS) {
            nowNs = runsNs;
            while (packet < SENT && packet * GAP_NS <= nowNs) {
                nowNs += 20 * US;
                packet = pass(packet);
            }
        }
        assertEquals(0, windows.quota().windows());
    }

    @Test
    void aBackendThatStopsSeveralTimesAlikeHasNoQuota() {
        for (int packet = 0; packet < SENT; ) {
            nowNs += 12 * MS;
            for (int taken = 0; taken < 10 && packet < SENT; taken++) {
                nowNs += 50 * US;
                packet = pass(packet);
            }
        }
        assertTrue(windows.quota().windows() > 50);
        assertEquals(0, windows.quota().steadyShare());
    }

    @Test
    void aQueueThatOthersHoldUpHasWindowsOfAllSizes() {
        for (int packet = 0; packet < SENT; ) {
            nowNs += Math.round((10 + 70 * random.nextDouble()) * MS);
            int most = 20 + random.nextInt(60);
            for (int taken = 0; taken < most && packet < SENT; taken++) {
                nowNs += 100 * US;
                packet = pass(packet);
            }
        }
        assertTrue(windows.quota().steadyShare() < 0.3, windows.quota()::toString);
    }

    /** Sent evenly, a packet each {@link #GAP_NS}, and never before it was sent. */
    private int pass(int packet) {
        long sentNs = packet * GAP_NS;
        nowNs = Math.max(nowNs, sentNs);
        windows.add(nowNs, (double) (nowNs - sentNs), FRAME);
        return packet + 1;
    }

    private int size(int packet) {
        return 100 + new Random(packet).nextInt(900);
    }
}
