package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.nic.DeviceException;

@Tag("netns")
class NetworkNamespaceTest {
    private final NetworkNamespace namespace = TestNamespaces.created();

    @AfterEach
    void close() {
        namespace.close();
    }

    @Test
    void aNewNamespaceHasOnlyLoopbackAndThatIsUp() {
        String links = TestNamespaces.run(namespace, "ip", "-o", "link");

        assertEquals(1, links.lines().filter(line -> line.startsWith("1: lo:")).count(), links);
        assertFalse(links.contains("eth0"), links);
        assertTrue(namespace.call(() -> LinkSettings.of("lo").isUp()));
    }

    @Test
    void workInANamespaceLeavesTheCallerWhereItWas() throws IOException {
        Path before = identity();

        Path inside = namespace.call(NetworkNamespaceTest::identity);

        assertNotEquals(before, inside);
        assertEquals(before, identity());
    }

    @Test
    void enteringMovesTheThread() throws InterruptedException {
        Path[] identities = new Path[1];
        Thread thread = new Thread(() -> {
            namespace.enter();
            try {
                identities[0] = identity();
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        });
        thread.start();
        thread.join();

        assertEquals(namespace.call(NetworkNamespaceTest::identity), identities[0]);
    }

    @Test
    void thePathLeadsIntoTheSameNamespace() {
        Path inside = namespace.call(NetworkNamespaceTest::identity);

        try (NetworkNamespace again = NetworkNamespace.of(namespace.path())) {
            assertEquals(inside, again.call(NetworkNamespaceTest::identity));
        }
        assertTrue(
                TestNamespaces.run(namespace, "readlink", "/proc/self/ns/net").contains(inside.toString()));
    }

    @Test
    void aFailureInsideComesOutAsItIs() {
        IllegalStateException thrown = new IllegalStateException("inside");

        assertEquals(
                thrown,
                assertThrows(
                        IllegalStateException.class,
                        () -> namespace.run(() -> {
                            throw thrown;
                        })));
        String message = DeviceFailure.messageOf(() -> namespace.call(() -> {
            throw new IOException("disk");
        }));
        assertTrue(message.contains("disk"), message);
    }

    @Test
    void anUnknownNameSaysWhereToLook() {
        String message = DeviceFailure.messageOf(() -> NetworkNamespace.of("no-such-namespace"));

        assertTrue(message.contains("/var/run/netns/no-such-namespace"), message);
        assertTrue(message.contains("ip netns"), message);
    }

    @Test
    void aFileThatIsNoNamespaceIsRefused() {
        try (NetworkNamespace wrong = NetworkNamespace.of("/proc/self/status")) {
            String message = DeviceFailure.messageOf(() -> wrong.run(() -> {}));

            assertTrue(message.contains("/proc/PID/ns/net"), message);
        }
    }

    @Test
    void aClosedNamespaceIsGone() {
        Path descriptor = Path.of(namespace.path());
        assertTrue(Files.exists(descriptor));

        namespace.close();
        namespace.close();

        assertThrows(DeviceException.class, namespace::path);
        assertThrows(DeviceException.class, namespace::enter);
    }

    private static Path identity() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net"));
    }
}
