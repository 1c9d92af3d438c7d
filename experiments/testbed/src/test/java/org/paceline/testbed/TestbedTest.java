package org.paceline.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.nic.linux.LinkSettings;
import org.paceline.nic.linux.Offload;

@Tag("netns")
class TestbedTest {
    @BeforeEach
    void namespacesAreAllowed() throws Exception {
        Privilege.required();
    }

    @Test
    void twoConnectedHostsReachEachOther() {
        try (Testbed testbed = new Testbed()) {
            TestHost a = testbed.host("a");
            TestHost b = testbed.host("b");
            testbed.connect(a, "veth-a", b, "veth-b");
            a.address("veth-a", "192.0.2.1/24");
            b.address("veth-b", "192.0.2.2/24");

            assertTrue(a.run("ip", "-br", "address").contains("192.0.2.1/24"));
            assertFalse(b.run("ip", "-br", "address").contains("192.0.2.1/24"));
            assertTrue(b.call(() -> LinkSettings.of("veth-b").isUp()));
            for (Offload offload : Offload.values()) {
                assertFalse(a.call(() -> LinkSettings.of("veth-a").offloaded(offload)), offload.name());
            }
        }
    }

    @Test
    void aClosedTestbedLeavesNoChild() {
        Testbed testbed = new Testbed();
        ChildProcess child = testbed.own(testbed.host("a").start("sleep", "600"));
        assertTrue(child.isRunning());

        testbed.close();

        assertTrue(child.await(5_000));
        assertFalse(Files.exists(Path.of("/proc", Long.toString(child.pid()))));
    }

    @Test
    void aChildEndsWithTheThreadThatStartedIt() {
        try (Testbed testbed = new Testbed()) {
            TestHost host = testbed.host("a");
            ChildProcesses starter = new ChildProcesses();
            ChildProcess child = starter.start(host.namespace(), "sleep", "600");
            // until the child has become sleep it may not have asked for its death signal yet
            while (!commandOf(child.pid()).startsWith("sleep")) {
                child.await(5);
            }

            starter.close();

            assertTrue(child.await(5_000), "still running without its parent");
        }
    }

    @Test
    void resourcesAreClosedInReverseOrder() {
        List<String> closed = new ArrayList<>();
        Testbed testbed = new Testbed();
        testbed.own(() -> closed.add("first"));
        testbed.own(() -> closed.add("second"));

        testbed.close();
        testbed.close();

        assertEquals(List.of("second", "first"), closed);
    }

    @Test
    void aResourceThatComesTooLateIsClosedAtOnce() {
        List<String> closed = new ArrayList<>();
        Testbed testbed = new Testbed();
        testbed.close();

        assertThrows(TestbedException.class, () -> testbed.own(() -> closed.add("late")));

        assertEquals(List.of("late"), closed);
    }

    @Test
    void aCommandThatFailsTellsWhatItSaidInOneLine() {
        try (Testbed testbed = new Testbed()) {
            TestHost host = testbed.host("a");

            String message = assertThrows(TestbedException.class, () -> host.run("ip", "link", "set", "none0", "up"))
                    .toString();

            assertTrue(message.contains("none0"), message);
            assertFalse(message.contains("\n"), message);
        }
    }

    @Test
    void aProgramThatIsMissingIsNamed() {
        try (Testbed testbed = new Testbed()) {
            TestHost host = testbed.host("a");

            String message = assertThrows(TestbedException.class, () -> host.run("no-such-program"))
                    .toString();

            assertTrue(message.contains("no-such-program is not installed"), message);
        }
    }

    @Test
    void aParameterIsSetOnItsHostOnly() throws Exception {
        try (Testbed testbed = new Testbed()) {
            TestHost a = testbed.host("a");
            TestHost b = testbed.host("b");
            Path file = Path.of("/proc/sys/net/ipv4/tcp_no_metrics_save");

            a.sysctl("net.ipv4.tcp_no_metrics_save", "1");

            assertEquals("1", a.call(() -> Files.readString(file)).strip());
            assertEquals("0", b.call(() -> Files.readString(file)).strip());
        }
    }

    private static String commandOf(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "comm"));
        } catch (java.io.IOException gone) {
            return "";
        }
    }
}
