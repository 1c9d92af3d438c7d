package org.paceline.testbed.guest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.testbed.TestbedException;

/**
 * A root of a guest in one file: busybox, the modules of its network cards, a small Java and our own jars. Made anew
 * for each run, in a second or two, so that it never holds yesterday's jars.
 */
public final class GuestImage {
    private static final List<String> MODULES = List.of("virtio_pci", "virtio_net", "e1000");
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private GuestImage() {}

    /**
     * Writes it.
     *
     * @param jars that become {@code /paceline/*.jar}
     */
    public static void write(LabCache cache, List<Path> jars, Path image) throws IOException {
        if (!Files.isExecutable(BUSYBOX)) {
            throw new TestbedException("no /bin/busybox; apt-get install busybox-static");
        }
        Path java = cache.java();
        try (InitramfsWriter writer = new InitramfsWriter(new BufferedOutputStream(Files.newOutputStream(image)))) {
            for (String folder : List.of("dev", "proc", "sys", "tmp", "etc", "root")) {
                writer.folder(folder);
            }
            byte[] busybox = Files.readAllBytes(BUSYBOX);
            for (String name : List.of("busybox", "sh")) {
                writer.file("bin/" + name, busybox);
            }
            writer.file("init", script("guest-init.sh"));
            modules(cache.kernel(), writer);
            writer.tree("java", java);
            for (String library : libraries(java)) {
                writer.file(library.substring(1), Files.readAllBytes(Path.of(library)));
            }
            for (Path jar : jars) {
                writer.file("paceline/" + jar.getFileName(), Files.readAllBytes(jar));
            }
        }
    }

    private static void modules(Path kernel, InitramfsWriter writer) throws IOException {
        Path versions = kernel.resolve("lib/modules");
        Path folder = LabCache.find(versions, "");
        if (folder == null) {
            throw new TestbedException("the kernel's package has no modules; run paceline lab clean and again");
        }
        LabCache.run(
                kernel, "depmod", "-b", kernel.toString(), folder.getFileName().toString());
        KernelModules modules = new KernelModules(Files.readString(folder.resolve("modules.dep")));
        StringBuilder order = new StringBuilder();
        for (String path : modules.loadOrder(MODULES)) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            writer.file("mods/" + name, Files.readAllBytes(folder.resolve(path)));
            order.append(name).append('\n');
        }
        writer.file("mods/order", order.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What the Java needs of this host, by ldd(1); its own libraries come with it. */
    private static Set<String> libraries(Path java) throws IOException {
        String listed = LabCache.run(
                java,
                "ldd",
                java.resolve("bin/java").toString(),
                java.resolve("lib/server/libjvm.so").toString(),
                java.resolve("lib/libnio.so").toString());
        return libraries(listed, java.toString());
    }

    static Set<String> libraries(String lddOutput, String ownFolder) {
        Set<String> libraries = new TreeSet<>();
        Matcher library = LIBRARY.matcher(lddOutput);
        while (library.find()) {
            if (!library.group(1).startsWith(ownFolder)) {
                libraries.add(library.group(1));
            }
        }
        return libraries;
    }

    private static byte[] script(String name) throws IOException {
        try (InputStream script = GuestImage.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IOException("the jar is incomplete: no " + name);
            }
            return script.readAllBytes();
        }
    }
}
