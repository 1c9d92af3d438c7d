package org.paceline.probe.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The files of a host that a test makes up. */
final class HostTree {
    private static final String CPUID = "dev/cpu/0/cpuid";
    private static final int PRESENT = 1 << 31;

    private final Path root;

    HostTree(Path root) {
        this.root = root;
    }

    HostFiles files() {
        return new HostFiles(root);
    }

    HostTree file(String path, String text) {
        return write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    HostTree write(String path, byte[] content) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.write(root.resolve(path), content);
        } catch (IOException failure) {
            throw new AssertionError(path, failure);
        }
        return this;
    }

    HostTree directory(String path) {
        try {
            Files.createDirectories(root.resolve(path));
        } catch (IOException failure) {
            throw new AssertionError(path, failure);
        }
        return this;
    }

    HostTree link(String path, String target) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.createSymbolicLink(root.resolve(path), Path.of(target));
        } catch (IOException failure) {
            throw new AssertionError(path, failure);
        }
        return this;
    }

    HostTree cpuInfo(String model, boolean hypervisor) {
        String flags = "fpu vme sse2 " + (hypervisor ? "hypervisor " : "") + "lahf_lm";
        return file("proc/cpuinfo", "processor\t: 0\nmodel name\t: " + model + "\nflags\t\t: " + flags + "\n");
    }

    HostTree dmi(String field, String value) {
        return file("sys/class/dmi/id/" + field, value + "\n");
    }

    HostTree clocks(String current, String available) {
        String directory = "sys/devices/system/clocksource/clocksource0/";
        return file(directory + "current_clocksource", current + "\n")
                .file(directory + "available_clocksource", available + " \n");
    }

    HostTree virtio(int number, int type, int... bits) {
        char[] features = "0".repeat(64).toCharArray();
        for (int bit : bits) {
            features[bit] = '1';
        }
        String directory = "sys/bus/virtio/devices/virtio" + number + "/";
        return file(directory + "device", String.format("0x%04x%n", type))
                .file(directory + "features", new String(features) + "\n");
    }

    /** A processor that says so, with a name at each of some leaves. The file is sparse. */
    HostTree cpuid(boolean hypervisor, String... names) {
        leaf(1, new int[] {0, 0, hypervisor ? PRESENT : 0, 0});
        for (int place = 0; place < names.length; place++) {
            ByteBuffer name = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            name.put(names[place].getBytes(StandardCharsets.US_ASCII)).clear();
            leaf(0x4000_0000L + place * 0x100L, new int[] {0x4000_0001, name.getInt(), name.getInt(), name.getInt()});
        }
        return this;
    }

    private void leaf(long leaf, int[] registers) {
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        for (int register : registers) {
            bytes.putInt(register);
        }
        Path file = root.resolve(CPUID);
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(bytes.flip(), leaf);
            }
        } catch (IOException failure) {
            throw new AssertionError(CPUID, failure);
        }
    }
}
