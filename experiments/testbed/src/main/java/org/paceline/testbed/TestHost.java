package org.paceline.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.paceline.nic.linux.LinkSettings;
import org.paceline.nic.linux.NetworkNamespace;

/** A host of the testbed: a network namespace with a name to speak of. Safe from any thread. */
public final class TestHost implements AutoCloseable {
    private static final Path SYSCTL = Path.of("/proc/sys");

    private final String name;
    private final NetworkNamespace namespace;
    private final ChildProcesses children;

    TestHost(String name, NetworkNamespace namespace, ChildProcesses children) {
        this.name = name;
        this.namespace = namespace;
        this.children = children;
    }

    public String name() {
        return name;
    }

    public NetworkNamespace namespace() {
        return namespace;
    }

    /** For {@code nsenter --net=} and {@code ip link ... netns}. */
    public String path() {
        return namespace.path();
    }

    /** Runs a program here to its end and returns what it printed. */
    public String run(String... command) {
        return children.run(namespace, command);
    }

    /** Starts a program here; the caller, or the testbed that owns it, closes it. */
    public ChildProcess start(String... command) {
        return children.start(namespace, command);
    }

    /** Does something on a thread inside this host. */
    public <T> T call(Callable<T> work) {
        return namespace.call(work);
    }

    /** Gives an interface an address, such as {@code 192.0.2.1/24}. */
    public void address(String interfaceName, String prefix) {
        run("ip", "address", "add", prefix, "dev", interfaceName);
    }

    /** Gives an interface an IPv6 address that may be used at once: nobody else is asked for it first. */
    public void ipv6Address(String interfaceName, String prefix) {
        sysctl("net.ipv6.conf." + interfaceName + ".disable_ipv6", "0");
        run("ip", "-6", "address", "add", prefix, "dev", interfaceName, "nodad");
    }

    /**
     * Sets a kernel parameter of this host only.
     *
     * @param key with dots, such as {@code net.ipv4.tcp_congestion_control}
     */
    public void sysctl(String key, String value) {
        Path file = SYSCTL.resolve(key.replace('.', '/'));
        // /proc/sys/net shows the namespace of the thread that opens the file
        namespace.run(() -> {
            try {
                Files.writeString(file, value);
            } catch (IOException refused) {
                throw new TestbedException("cannot set " + key + " to " + value + " on " + name + ": " + refused);
            }
        });
    }

    /** Without offloads a frame here is one that a wire could carry; without IPv6 nobody speaks unasked. */
    void prepareInterface(String interfaceName) {
        namespace.run(() -> {
            silenceIpv6(interfaceName);
            LinkSettings link = LinkSettings.of(interfaceName);
            link.offloadsOff();
            link.bringUp();
        });
    }

    private static void silenceIpv6(String interfaceName) {
        Path file = SYSCTL.resolve("net/ipv6/conf/" + interfaceName + "/disable_ipv6");
        try {
            Files.writeString(file, "1");
        } catch (IOException noIpv6) {
            // a kernel without IPv6 is silent already
            return;
        }
    }

    @Override
    public void close() {
        namespace.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
