package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each binding against the kernel, since a wrong signature shows only there. None of these needs a privilege. */
class LinuxCallsTest {
    private static final int O_RDONLY = 0;
    private static final int O_RDWR = 2;
    private static final int AF_INET = 2;
    private static final int AF_NETLINK = 16;
    private static final int SOCK_DGRAM = 2;
    private static final short RTM_NEWLINK = 16;
    private static final short RTM_GETLINK = 18;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SO_DOMAIN = 39;
    private static final int CLOCK_MONOTONIC = 1;
    private static final int FIONREAD = 0x541b;
    private static final int EBADF = Errno.EBADF;

    private final NativeMemory memory = new NativeMemory(64);

    @TempDir
    Path directory;

    @Test
    void openReadWriteAndCloseReachAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "abcdef");
        int fd = LinuxCalls.open(file.toString(), O_RDWR);

        assertEquals(4, LinuxCalls.read(fd, memory, 4));
        assertEquals('d', memory.bytes().get(3));
        memory.bytes().put(0, "XY".getBytes(StandardCharsets.US_ASCII));
        assertEquals(2, LinuxCalls.write(fd, memory, 2));
        assertEquals(0, LinuxCalls.close(fd));
        assertEquals("abcdXY", Files.readString(file));
        assertEquals(-EBADF, LinuxCalls.close(fd));
    }

    @Test
    void failuresCarryTheirErrorNumber() {
        assertEquals(-Errno.ENOENT, LinuxCalls.open(directory.resolve("missing").toString(), O_RDONLY));
        assertEquals(-EBADF, LinuxCalls.read(-1, memory, 1));
        assertEquals(-EBADF, LinuxCalls.write(-1, memory, 1));
        assertEquals(-EBADF, LinuxCalls.ioctl(-1, FIONREAD, memory));
        assertEquals(-EBADF, LinuxCalls.send(-1, memory, 1, 0));
        assertEquals(-EBADF, LinuxCalls.recv(-1, memory, 0));
        assertEquals(-EBADF, LinuxCalls.bind(-1, memory));
        assertEquals(-EBADF, LinuxCalls.setsockopt(-1, SOL_SOCKET, SO_RCVBUF, memory));
        assertEquals(-EBADF, LinuxCalls.setns(-1, 0));
        assertEquals(-Errno.EINVAL, LinuxCalls.prctl(-1, 0));
        assertEquals(-Errno.EINVAL, LinuxCalls.clockGettime(-1_000, memory));
        assertEquals(-Errno.EINVAL, LinuxCalls.unshare(1));
        assertEquals(-Errno.ENODEV, LinuxCalls.interfaceIndex("nosuch0"));
    }

    @Test
    void aLengthBeyondTheMemoryIsRefusedBeforeTheKernelSeesIt() {
        assertThrows(IllegalArgumentException.class, () -> LinuxCalls.read(0, memory, 65));
        assertThrows(IllegalArgumentException.class, () -> LinuxCalls.write(1, memory, 65));
        assertThrows(IllegalArgumentException.class, () -> LinuxCalls.send(1, memory, -1, 0));
    }

    @Test
    void socketOptionsGoBothWays() {
        int fd = LinuxCalls.socket(AF_INET, SOCK_DGRAM, 0);
        NativeMemory value = new NativeMemory(Integer.BYTES);
        NativeMemory length = new NativeMemory(Integer.BYTES);

        assertEquals(0, LinuxCalls.getsockopt(fd, SOL_SOCKET, SO_DOMAIN, value, length));
        assertEquals(AF_INET, value.bytes().getInt(0));
        assertEquals(Integer.BYTES, length.bytes().getInt(0));
        value.bytes().putInt(0, 8_192);
        assertEquals(0, LinuxCalls.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, value));
        assertEquals(0, LinuxCalls.getsockopt(fd, SOL_SOCKET, SO_RCVBUF, value, length));
        assertEquals(2 * 8_192, value.bytes().getInt(0), "Linux doubles the size for its own overhead");
        LinuxCalls.close(fd);
    }

    /** Netlink, because the kernel itself answers there: a question for the first interface. */
    @Test
    void aMessageIsSentAndItsAnswerReceived() {
        int fd = LinuxCalls.socket(AF_NETLINK, SOCK_DGRAM, 0);
        NativeMemory address = new NativeMemory(12);
        address.bytes().putShort(0, (short) AF_NETLINK);
        assertEquals(0, LinuxCalls.bind(fd, address));

        memory.bytes()
                .putInt(0, 32)
                .putShort(4, RTM_GETLINK)
                .putShort(6, (short) 1)
                .putInt(8, 42)
                .putInt(20, 1);
        assertEquals(32, LinuxCalls.send(fd, memory, 32, 0));
        assertEquals(memory.sizeBytes(), LinuxCalls.recv(fd, memory, 0));

        assertEquals(RTM_NEWLINK, memory.bytes().getShort(4));
        assertEquals(42, memory.bytes().getInt(8));
        assertEquals(1, memory.bytes().getInt(20));
        LinuxCalls.close(fd);
    }

    @Test
    void aMappingIsTheFile() throws IOException {
        Path file = Files.write(directory.resolve("mapped"), new byte[8_192]);
        int fd = LinuxCalls.open(file.toString(), O_RDWR);

        long address = LinuxCalls.mmap(fd, 8_192);
        assertTrue(address > 0);
        ByteBuffer view = LinuxCalls.view(address, 8_192);
        view.put(8_191, (byte) 7);
        assertEquals(7, Files.readAllBytes(file)[8_191]);
        assertEquals(0, LinuxCalls.munmap(address, 8_192));
        LinuxCalls.close(fd);
        assertEquals(-EBADF, LinuxCalls.mmap(-1, 8_192));
    }

    @Test
    void anEventEndsAPoll() {
        int fd = LinuxCalls.eventfd(0x80800);
        NativeMemory pollFd = new NativeMemory(8);
        pollFd.bytes().putInt(0, fd).putShort(4, (short) 1);
        NativeMemory nothing = new NativeMemory(16);

        assertEquals(0, LinuxCalls.ppoll(pollFd, 1, nothing));
        memory.bytes().putLong(0, 1);
        LinuxCalls.write(fd, memory, 8);
        assertEquals(1, LinuxCalls.ppoll(pollFd, 1, nothing));
        LinuxCalls.close(fd);
    }

    @Test
    void theMonotonicClockIsThatOfNanoTime() {
        long beforeNs = System.nanoTime();
        assertEquals(0, LinuxCalls.clockGettime(CLOCK_MONOTONIC, memory));
        long clockNs =
                memory.bytes().getLong(0) * 1_000_000_000L + memory.bytes().getLong(8);

        assertTrue(beforeNs <= clockNs && clockNs <= System.nanoTime());
    }

    @Test
    void loopbackHasAnIndex() {
        assertEquals(1, LinuxCalls.interfaceIndex("lo"));
    }

    @Test
    void theThreadHasItsNumberAndPolicy() throws IOException {
        assertTrue(Files.exists(Path.of("/proc/self/task/" + LinuxCalls.threadId())));
        assertEquals(0, LinuxCalls.threadPolicy());
    }

    @Test
    void pinningToNoProcessorFails() {
        assertEquals(-Errno.EINVAL, LinuxCalls.pinThread(new NativeMemory(128)));
    }

    @Test
    void anUnknownPolicyFails() {
        assertEquals(-Errno.EINVAL, LinuxCalls.scheduleThread(99, memory));
    }

    @Test
    void errorsHaveATextOfTheirOwn() {
        assertEquals("No such file or directory", LinuxCalls.errorText(Errno.ENOENT));
    }
}
