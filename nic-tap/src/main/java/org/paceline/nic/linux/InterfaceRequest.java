package org.paceline.nic.linux;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import org.paceline.nic.DeviceException;

/** The kernel's {@code struct ifreq}: an interface name and one value, for ioctl. From linux/if.h. */
final class InterfaceRequest {
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM_CLOEXEC = 0x80002;
    private static final int SIOCETHTOOL = 0x8946;

    private static final int SIZE_BYTES = 40;
    private static final int VALUE_OFFSET = 16;

    /** IFNAMSIZ without the final zero. */
    private static final int MAX_NAME_BYTES = 15;

    private final String name;
    private final NativeMemory memory = new NativeMemory(SIZE_BYTES);

    InterfaceRequest(String name) {
        this.name = checked(name);
        memory.bytes().put(0, name.getBytes(StandardCharsets.US_ASCII));
    }

    /** The name if the kernel would take it. Unlike the kernel, a longer one is refused and not cut. */
    static String checked(String name) {
        boolean printable = name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/' && c != ':');
        if (name.isEmpty() || name.length() > MAX_NAME_BYTES || !printable || name.equals(".") || name.equals("..")) {
            throw new DeviceException("'" + name + "' is no interface name: give 1 to " + MAX_NAME_BYTES
                    + " printable characters without blanks, '/' and ':'");
        }
        return name;
    }

    /** Performs the request; the kernel's answer is in the value afterwards. Negative: an error number, turned. */
    int perform(int fd, long request) {
        return LinuxCalls.ioctl(fd, request, memory);
    }

    /**
     * The same through a socket that lives as long as the request.
     *
     * @param call its name, for the exception of a refusal
     */
    void ask(int command, String call) {
        int socket = LinuxCalls.socket(AF_INET, SOCK_DGRAM_CLOEXEC, 0);
        if (socket < 0) {
            throw Errno.failure("socket(AF_INET)", name, socket);
        }
        int result = perform(socket, command);
        LinuxCalls.close(socket);
        if (result < 0) {
            throw Errno.failure("ioctl(" + call + ")", name, result);
        }
    }

    /** Asks the driver; its answer is in {@code value} afterwards. */
    void ethtool(NativeMemory value, String call) {
        pointer(value);
        try {
            ask(SIOCETHTOOL, call);
        } finally {
            Reference.reachabilityFence(value);
        }
    }

    String name() {
        return name;
    }

    short flags() {
        return memory.bytes().getShort(VALUE_OFFSET);
    }

    void flags(int flags) {
        memory.bytes().putShort(VALUE_OFFSET, (short) flags);
    }

    int number() {
        return memory.bytes().getInt(VALUE_OFFSET);
    }

    void number(int value) {
        memory.bytes().putInt(VALUE_OFFSET, value);
    }

    /** Lets the value point at memory, which the caller keeps until the request is performed. */
    void pointer(NativeMemory target) {
        memory.bytes().putLong(VALUE_OFFSET, target.address());
    }

    /** The six bytes after the address family of a {@code struct sockaddr}. */
    long macAddress() {
        long mac = 0;
        for (int octet = 0; octet < 6; octet++) {
            mac = (mac << 8) | (memory.bytes().get(VALUE_OFFSET + 2 + octet) & 0xff);
        }
        return mac;
    }
}
