package org.paceline.nic.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameStoreTest {
    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String take(FrameStore store, int slot) {
        ByteBuffer frame = ByteBuffer.allocate(9_000);
        int lengthBytes = store.remove(slot, frame);
        return new String(frame.array(), 0, lengthBytes, StandardCharsets.US_ASCII);
    }

    @Test
    void aFullStoreTakesNothingUntilASlotIsFree() {
        FrameStore store = new FrameStore(3);
        int first = store.put(bytes("first"), 5);
        store.put(bytes("second"), 6);
        store.put(bytes("third"), 5);
        assertEquals(FrameStore.FULL, store.put(bytes("fourth"), 6));
        assertEquals(FrameStore.FULL, store.copy(first));

        assertEquals("first", take(store, first));
        assertEquals("fifth", take(store, store.put(bytes("fifth"), 5)));
    }

    @Test
    void aCopyIsItsOwn() {
        FrameStore store = new FrameStore(10);
        int original = store.put(bytes("abc"), 3);
        int copy = store.copy(original);
        store.bytes(original)[1] ^= 2;

        assertNotEquals(original, copy);
        assertEquals("a`c", take(store, original));
        assertEquals("abc", take(store, copy));
    }

    @Test
    void aSlotGrowsWithItsFrame() {
        FrameStore store = new FrameStore(1);
        assertEquals("abc", take(store, store.put(bytes("abc"), 3)));

        String jumbo = "x".repeat(9_000);
        assertEquals(jumbo, take(store, store.put(bytes(jumbo), 9_000)));
    }
}
