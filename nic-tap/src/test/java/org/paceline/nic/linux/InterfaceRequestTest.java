package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterfaceRequestTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "pace0", "a-name_of.15-by"})
    void aNameThatTheKernelTakesIsTaken(String name) {
        assertEquals(name, new InterfaceRequest(name).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sixteen-letters0", "a b", "a/b", "a:1", ".", "..", "n\u00e4me"})
    void aNameThatTheKernelWouldCutOrRefuseIsRefused(String name) {
        String message = DeviceFailure.messageOf(() -> new InterfaceRequest(name));

        assertTrue(message.contains("'" + name + "'"), message);
        assertTrue(message.contains("1 to 15"), message);
    }
}
