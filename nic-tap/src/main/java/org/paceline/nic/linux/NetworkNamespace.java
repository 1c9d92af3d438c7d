package org.paceline.nic.linux;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.paceline.nic.DeviceException;

/**
 * A network namespace of Linux: interfaces, addresses and sockets of its own.
 *
 * <p>A namespace belongs to a thread, not to the process: devices open in the one that the opening thread is in, and
 * stay there. Enter with platform threads that end afterwards, never with pooled or virtual ones. Objects are safe from
 * any thread.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final int O_RDONLY_CLOEXEC = 0x80000;

    /** Where {@code ip netns add} keeps its names. */
    private static final String NAMED_DIRECTORY = "/var/run/netns/";

    /** Not /proc/self, which shows the namespace of the process's first thread. */
    private static final String OWN_PATH = "/proc/thread-self/ns/net";

    private final String name;
    private int fd;

    private NetworkNamespace(String name, int fd) {
        this.name = name;
        this.fd = fd;
    }

    /**
     * A namespace that exists.
     *
     * @param nameOrPath a name of {@code ip netns}, or a path such as {@code /proc/PID/ns/net}
     * @throws DeviceException when there is none
     */
    public static NetworkNamespace of(String nameOrPath) {
        String path = nameOrPath.indexOf('/') < 0 ? NAMED_DIRECTORY + nameOrPath : nameOrPath;
        int fd = LinuxCalls.open(path, O_RDONLY_CLOEXEC);
        if (fd == -Errno.ENOENT) {
            throw Errno.failure("open", path, fd, "list the named network namespaces with: ip netns");
        }
        if (fd < 0) {
            throw Errno.failure("open", path, fd);
        }
        return new NetworkNamespace(path, fd);
    }

    /**
     * A new namespace without a name, its loopback up. It vanishes with {@link #close()} or with this process, unless
     * somebody else is in it, and takes the interfaces made in it along.
     *
     * @throws DeviceException when permission is missing
     */
    public static NetworkNamespace create() {
        return onThreadOfItsOwn("namespace-maker", NetworkNamespace::unshared);
    }

    /** A path for {@code nsenter --net=PATH} and {@code ip link set DEV netns PATH}, good while this is open. */
    public synchronized String path() {
        return "/proc/" + ProcessHandle.current().pid() + "/fd/" + openFd();
    }

    /** Moves the calling thread in here, for the rest of its life or until it enters another. */
    public synchronized void enter() {
        int result = LinuxCalls.setns(openFd(), CLONE_NEWNET);
        if (result == -Errno.EINVAL) {
            throw Errno.failure(
                    "setns", name, result, "give the path of a network namespace, such as /proc/PID/ns/net");
        }
        if (result < 0) {
            throw Errno.failure("setns", name, result);
        }
    }

    /**
     * Does something in here on a thread made for it, and waits for the result.
     *
     * @throws DeviceException when the namespace cannot be entered, or around a checked exception of {@code work}; its
     *     unchecked ones come as they are
     */
    public <T> T call(Callable<T> work) {
        return onThreadOfItsOwn("in " + name, () -> {
            enter();
            return work.call();
        });
    }

    /** Like {@link #call}, for work without a result. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    @Override
    public synchronized void close() {
        if (fd >= 0) {
            LinuxCalls.close(fd);
            fd = -1;
        }
    }

    private int openFd() {
        if (fd < 0) {
            throw new DeviceException("the network namespace " + name + " has been closed");
        }
        return fd;
    }

    private static NetworkNamespace unshared() {
        int result = LinuxCalls.unshare(CLONE_NEWNET);
        if (result < 0) {
            throw Errno.failure("unshare(CLONE_NEWNET)", "a new network namespace", result);
        }
        int fd = LinuxCalls.open(OWN_PATH, O_RDONLY_CLOEXEC);
        if (fd < 0) {
            throw Errno.failure("open", OWN_PATH, fd);
        }
        try {
            LinkSettings.of("lo").bringUp();
        } catch (RuntimeException failure) {
            LinuxCalls.close(fd);
            throw failure;
        }
        return new NetworkNamespace("anonymous namespace " + fd, fd);
    }

    private static <T> T onThreadOfItsOwn(String threadName, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, threadName);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new DeviceException("interrupted while a thread worked in another network namespace", interruption);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new DeviceException(String.valueOf(cause), failure);
        }
    }
}
