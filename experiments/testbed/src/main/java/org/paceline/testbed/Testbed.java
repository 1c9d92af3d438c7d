package org.paceline.testbed;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.linux.NetworkNamespace;

/**
 * Everything that one run makes on this host, taken away in reverse order: by {@link #close}, or when the process ends.
 *
 * <p>Namespaces have no name and interfaces live only in them, so even a killed process leaves nothing behind. Safe
 * from any thread.
 */
public final class Testbed implements AutoCloseable {
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final ChildProcesses children = new ChildProcesses();
    private final Thread hook = new Thread(this::releaseAll, "testbed-closer");
    private boolean closed;

    public Testbed() {
        Runtime.getRuntime().addShutdownHook(hook);
        own(children);
    }

    /** Takes responsibility for closing {@code resource}; closes it at once when the testbed is closed already. */
    public <T extends AutoCloseable> T own(T resource) {
        synchronized (resources) {
            if (!closed) {
                resources.push(resource);
                return resource;
            }
        }
        release(resource);
        throw new TestbedException("the testbed has been closed");
    }

    /** A new host on the testbed: a namespace with nothing but its loopback. */
    public TestHost host(String name) {
        return own(new TestHost(name, NetworkNamespace.create(), children));
    }

    /** Connects two hosts with a veth pair, offloads off and up. */
    public void connect(TestHost a, String interfaceA, TestHost b, String interfaceB) {
        a.run("ip", "link", "add", interfaceA, "type", "veth", "peer", "name", interfaceB, "netns", b.path());
        a.prepareInterface(interfaceA);
        b.prepareInterface(interfaceB);
    }

    @Override
    public void close() {
        releaseAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // the hook itself is running, or about to find nothing to do
            return;
        }
    }

    private void releaseAll() {
        AutoCloseable resource = next();
        while (resource != null) {
            release(resource);
            resource = next();
        }
    }

    private @Nullable AutoCloseable next() {
        synchronized (resources) {
            closed = true;
            return resources.poll();
        }
    }

    /** One that cannot be closed must not keep the others: what it held ends with the process. */
    private static void release(AutoCloseable resource) {
        try {
            resource.close();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            System.getLogger(Testbed.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot close " + resource, failure);
        }
    }
}
