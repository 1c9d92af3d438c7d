package org.paceline.nic.linux;

import com.kenai.jffi.MemoryIO;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.annotations.IgnoreError;
import org.jspecify.annotations.Nullable;

/**
 * Every system call of this project, and the only place that knows jnr-ffi.
 *
 * <p>A method returns what the kernel would: a result that is not negative, or the error number with its sign turned,
 * taken before anything else can overwrite it. Interrupted calls are repeated. No method allocates unless it takes a
 * {@link String}. All are safe from any thread; those that say so act on the calling thread only.
 */
final class LinuxCalls {
    /**
     * The C library, one method a symbol. A method with six or more arguments must have a {@link Pointer} among them:
     * jnr-ffi up to 2.3.4 passes garbage when all six are primitive.
     */
    @SuppressWarnings("MemberName") // the names are the C library's
    public interface Libc {
        int open(String path, int flags);

        int close(int fd);

        long read(int fd, long address, long lengthBytes);

        long write(int fd, long address, long lengthBytes);

        int ioctl(int fd, long request, long address);

        int socket(int domain, int type, int protocol);

        int bind(int fd, long address, int lengthBytes);

        int setsockopt(int fd, int level, int option, long address, int lengthBytes);

        int getsockopt(int fd, int level, int option, long address, long lengthAddress);

        long send(int fd, long address, long lengthBytes, int flags);

        long recv(int fd, long address, long lengthBytes, int flags);

        long recvmsg(int fd, long message, int flags);

        long sendmsg(int fd, long message, int flags);

        Pointer mmap(@Nullable Pointer wanted, long lengthBytes, int protection, int flags, int fd, long offset);

        int munmap(Pointer mapping, long lengthBytes);

        int ppoll(long pollFds, long count, long timeout, long signalMask);

        int eventfd(int initial, int flags);

        int if_nametoindex(String name);

        int setns(int fd, int kind);

        int unshare(int flags);

        int prctl(int option, long first, long second, long third, long fourth);

        int sched_setaffinity(int threadId, long sizeBytes, long mask);

        int sched_setscheduler(int threadId, int policy, long parameters);

        int sched_getscheduler(int threadId);

        int clock_gettime(int clock, long timespec);

        @IgnoreError
        int gettid();

        @IgnoreError
        String strerror(int errno);
    }

    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;

    /** MAP_FAILED, which is not a null pointer. */
    private static final long MAP_FAILED = -1;

    private static final Libc LIBC = LibraryLoader.create(Libc.class).load("c");
    private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private LinuxCalls() {}

    static int open(String path, int flags) {
        int result;
        do {
            result = result(LIBC.open(path, flags));
        } while (result == -Errno.EINTR);
        return result;
    }

    /**
     * Not repeated when interrupted: Linux has given the number back by then, and it may be somebody else's already.
     */
    static int close(int fd) {
        return result(LIBC.close(fd));
    }

    static int read(int fd, NativeMemory memory, int lengthBytes) {
        checkFits(lengthBytes, memory);
        try {
            long result;
            do {
                result = result(LIBC.read(fd, memory.address(), lengthBytes));
            } while (result == -Errno.EINTR);
            return (int) result;
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    static int write(int fd, NativeMemory memory, int lengthBytes) {
        checkFits(lengthBytes, memory);
        try {
            long result;
            do {
                result = result(LIBC.write(fd, memory.address(), lengthBytes));
            } while (result == -Errno.EINTR);
            return (int) result;
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    static int ioctl(int fd, long request, NativeMemory argument) {
        try {
            int result;
            do {
                result = result(LIBC.ioctl(fd, request, argument.address()));
            } while (result == -Errno.EINTR);
            return result;
        } finally {
            Reference.reachabilityFence(argument);
        }
    }

    static int socket(int domain, int type, int protocol) {
        return result(LIBC.socket(domain, type, protocol));
    }

    static int bind(int fd, NativeMemory address) {
        try {
            return result(LIBC.bind(fd, address.address(), address.sizeBytes()));
        } finally {
            Reference.reachabilityFence(address);
        }
    }

    static int setsockopt(int fd, int level, int option, NativeMemory value) {
        try {
            return result(LIBC.setsockopt(fd, level, option, value.address(), value.sizeBytes()));
        } finally {
            Reference.reachabilityFence(value);
        }
    }

    /** @param length in and out: four bytes with the size of {@code value} */
    static int getsockopt(int fd, int level, int option, NativeMemory value, NativeMemory length) {
        length.bytes().putInt(0, value.sizeBytes());
        try {
            return result(LIBC.getsockopt(fd, level, option, value.address(), length.address()));
        } finally {
            Reference.reachabilityFence(value);
            Reference.reachabilityFence(length);
        }
    }

    static int send(int fd, NativeMemory memory, int lengthBytes, int flags) {
        checkFits(lengthBytes, memory);
        try {
            long result;
            do {
                result = result(LIBC.send(fd, memory.address(), lengthBytes, flags));
            } while (result == -Errno.EINTR);
            return (int) result;
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    static int recv(int fd, NativeMemory memory, int flags) {
        try {
            long result;
            do {
                result = result(LIBC.recv(fd, memory.address(), memory.sizeBytes(), flags));
            } while (result == -Errno.EINTR);
            return (int) result;
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    /** @param message {@code struct msghdr}, whose pointers lead to memory that the caller keeps */
    static int recvmsg(int fd, NativeMemory message, int flags) {
        try {
            long result;
            do {
                result = result(LIBC.recvmsg(fd, message.address(), flags));
            } while (result == -Errno.EINTR);
            return (int) result;
        } finally {
            Reference.reachabilityFence(message);
        }
    }

    /** @param message {@code struct msghdr}, whose pointers lead to memory that the caller keeps */
    static int sendmsg(int fd, NativeMemory message, int flags) {
        try {
            long result;
            do {
                result = result(LIBC.sendmsg(fd, message.address(), flags));
            } while (result == -Errno.EINTR);
            return (int) result;
        } finally {
            Reference.reachabilityFence(message);
        }
    }

    /** Maps a descriptor for reading and writing, shared with the kernel; the address, or the turned error number. */
    static long mmap(int fd, int lengthBytes) {
        Pointer mapping = LIBC.mmap(null, lengthBytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        return mapping.address() == MAP_FAILED ? -RUNTIME.getLastError() : mapping.address();
    }

    static int munmap(long address, long lengthBytes) {
        return result(LIBC.munmap(Pointer.wrap(RUNTIME, address), lengthBytes));
    }

    /**
     * Sleeps until a descriptor is ready or the time is over. An interrupted sleep ends early, as 0: the caller's
     * deadline is its own to keep.
     */
    static int ppoll(NativeMemory pollFds, int count, NativeMemory timeout) {
        try {
            int result = result(LIBC.ppoll(pollFds.address(), count, timeout.address(), 0));
            return result == -Errno.EINTR ? 0 : result;
        } finally {
            Reference.reachabilityFence(pollFds);
            Reference.reachabilityFence(timeout);
        }
    }

    static int eventfd(int flags) {
        return result(LIBC.eventfd(0, flags));
    }

    /** The interface's number in the network namespace of the calling thread. */
    static int interfaceIndex(String name) {
        int index = LIBC.if_nametoindex(name);
        return index == 0 ? -RUNTIME.getLastError() : index;
    }

    /** Moves the calling thread. */
    static int setns(int fd, int kind) {
        return result(LIBC.setns(fd, kind));
    }

    /** Moves the calling thread. */
    static int unshare(int flags) {
        return result(LIBC.unshare(flags));
    }

    /** Acts on the calling thread. */
    static int prctl(int option, long argument) {
        return result(LIBC.prctl(option, argument, 0, 0, 0));
    }

    /** Acts on the calling thread. */
    static int pinThread(NativeMemory mask) {
        try {
            return result(LIBC.sched_setaffinity(0, mask.sizeBytes(), mask.address()));
        } finally {
            Reference.reachabilityFence(mask);
        }
    }

    /** Acts on the calling thread. */
    static int scheduleThread(int policy, NativeMemory parameters) {
        try {
            return result(LIBC.sched_setscheduler(0, policy, parameters.address()));
        } finally {
            Reference.reachabilityFence(parameters);
        }
    }

    /** Policy of the calling thread. */
    static int threadPolicy() {
        return result(LIBC.sched_getscheduler(0));
    }

    static int clockGettime(int clock, NativeMemory timespec) {
        try {
            return result(LIBC.clock_gettime(clock, timespec.address()));
        } finally {
            Reference.reachabilityFence(timespec);
        }
    }

    static int threadId() {
        return LIBC.gettid();
    }

    static String errorText(int errno) {
        return LIBC.strerror(errno);
    }

    static long addressOf(ByteBuffer direct) {
        return Pointer.wrap(RUNTIME, direct).address();
    }

    /** A view of mapped memory; using it after {@link #munmap} ends the process. */
    static ByteBuffer view(long address, int lengthBytes) {
        return MemoryIO.getInstance().newDirectByteBuffer(address, lengthBytes).order(ByteOrder.nativeOrder());
    }

    private static int result(int returned) {
        return returned == -1 ? -RUNTIME.getLastError() : returned;
    }

    private static long result(long returned) {
        return returned == -1 ? -RUNTIME.getLastError() : returned;
    }

    /** The kernel would read or write past the end; a length that does not fit is a programming error. */
    private static void checkFits(int lengthBytes, NativeMemory memory) {
        if (lengthBytes < 0 || lengthBytes > memory.sizeBytes()) {
            throw new IllegalArgumentException(
                    lengthBytes + " bytes do not fit a buffer of " + memory.sizeBytes() + " bytes");
        }
    }
}
