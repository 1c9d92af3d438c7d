package org.paceline.testbed.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.paceline.testbed.TestbedException;

/**
 * What guests are built of, kept between runs: packages, the kernel unpacked, a small Java. Downloads are of Debian's
 * packages only, by apt-get. Of several runs one builds, and the others wait for what it built.
 */
public final class LabCache {
    /** Debian 12's newest kernel of its release. */
    private static final String KERNEL_META_PACKAGE = "linux-image-amd64";

    /** Xen of Debian 12 with what xl(1) is linked with, and tcpdump(8) to look at the backend. */
    private static final List<String> XEN_PACKAGES = List.of(
            "xen-hypervisor-4.17-amd64",
            "xen-utils-4.17",
            "xen-utils-common",
            "xenstore-utils",
            "libxencall1",
            "libxendevicemodel1",
            "libxenevtchn1",
            "libxenforeignmemory1",
            "libxengnttab1",
            "libxenhypfs1",
            "libxenmisc4.17",
            "libxenstore4",
            "libxentoolcore1",
            "libxentoollog1",
            "libyajl2",
            "tcpdump",
            "libpcap0.8");

    private static final String JAVA_MODULES =
            "java.base,java.logging,java.management,java.naming,java.sql,java.xml,jdk.unsupported";

    private final Path folder;

    public LabCache(Path folder) {
        this.folder = folder;
    }

    /** The folder of this user: XDG_CACHE_HOME or ~/.cache, as the XDG base directory specification has it. */
    public static LabCache ofUser(Map<String, String> environment, Path home) {
        String base = environment.getOrDefault("XDG_CACHE_HOME", "");
        return new LabCache((base.isEmpty() ? home.resolve(".cache") : Path.of(base)).resolve("paceline/lab"));
    }

    public Path folder() {
        return folder;
    }

    /** Fetches and unpacks a Linux kernel unless it is there; the folder has boot/ and lib/modules/. */
    Path kernel() throws IOException {
        return built(folder.resolve("kernel"), partial -> unpack(List.of(kernelPackage()), partial));
    }

    /** Fetches and unpacks Xen and its tools unless they are there, each file at its place below the folder. */
    Path xen() throws IOException {
        return built(folder.resolve("xen"), partial -> unpack(XEN_PACKAGES, partial));
    }

    /** The hypervisor, uncompressed as QEMU wants it. */
    public Path xenImage() throws IOException {
        Path packed = find(xen().resolve("boot"), "xen-4.17-amd64.gz");
        if (packed == null) {
            throw new TestbedException("Xen's package has no hypervisor; run paceline lab clean and again");
        }
        return built(folder.resolve("xen.elf"), partial -> {
            try (InputStream unpacking = new GZIPInputStream(Files.newInputStream(packed))) {
                Files.copy(unpacking, partial, StandardCopyOption.REPLACE_EXISTING);
            }
        });
    }

    /** Makes a file or a folder of the cache. */
    interface Recipe {
        void make(Path target) throws IOException;
    }

    /** Under its name only when all is there, so that an interrupted run leaves nothing that looks whole. */
    Path built(Path target, Recipe recipe) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel lock =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (Files.exists(target)) {
                return target;
            }
            Path partial = target.resolveSibling(target.getFileName() + ".partial");
            new LabCache(partial).clean();
            recipe.make(partial);
            return Files.move(partial, target);
        }
    }

    private void unpack(List<String> names, Path target) throws IOException {
        Path packages = Files.createDirectories(folder.resolve("deb"));
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            if (find(packages, name + "_") == null) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            run(
                    packages,
                    Stream.concat(Stream.of("apt-get", "-qq", "download"), missing.stream())
                            .toArray(String[]::new));
        }
        for (String name : names) {
            Path found = find(packages, name + "_");
            if (found == null) {
                throw new TestbedException("apt-get did not bring " + name + "; run apt-get update");
            }
            run(folder, "dpkg-deb", "-x", found.toString(), target.toString());
        }
    }

    /** The kernel itself, unpacked from its package on first use. */
    public Path kernelImage() throws IOException {
        Path image = find(kernel().resolve("boot"), "vmlinuz-");
        if (image == null) {
            throw new TestbedException("the kernel's package has no kernel; run paceline lab clean and again");
        }
        return image;
    }

    /** The package that Debian's newest kernel of this release is in. */
    private String kernelPackage() throws IOException {
        String depends = run(folder, "apt-cache", "depends", KERNEL_META_PACKAGE);
        return depends.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Depends: linux-image-"))
                .map(line -> line.substring("Depends: ".length()))
                .findFirst()
                .orElseThrow(() -> new TestbedException("apt knows no " + KERNEL_META_PACKAGE
                        + "; the lab needs Debian's package lists: apt-get update"));
    }

    /** A Java of just what our commands need, made by the jlink of the running JDK. */
    Path java() throws IOException {
        String jlink = Path.of(System.getProperty("java.home"), "bin", "jlink").toString();
        return built(
                folder.resolve("java-" + Runtime.version().feature()),
                partial -> run(
                        folder,
                        jlink,
                        "--add-modules",
                        JAVA_MODULES,
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        partial.toString()));
    }

    /** Removes everything. */
    public void clean() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = new ArrayList<>(walk.sorted(Comparator.reverseOrder()).toList());
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }

    static @Nullable Path find(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .findFirst()
                    .orElse(null);
        }
    }

    static String run(Path folder, String... command) throws IOException {
        Files.createDirectories(folder);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new TestbedException(String.join(" ", command) + ": " + said.strip());
            }
            return said;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while running " + command[0], interruption);
        } catch (IOException missing) {
            throw new TestbedException(
                    command[0] + " is not installed, and the lab needs it: apt-get install apt dpkg kmod", missing);
        }
    }
}
