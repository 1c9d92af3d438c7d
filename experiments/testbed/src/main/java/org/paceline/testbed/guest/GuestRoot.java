package org.paceline.testbed.guest;

import java.io.BufferedOutputStream;
import java.io.Closeable;
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
import java.util.stream.Stream;
import org.paceline.testbed.TestbedException;

/** The root of a machine in one file, with what each of them has: busybox, a first process, modules. One thread. */
final class GuestRoot implements Closeable {
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private final LabCache cache;
    private final InitramfsWriter writer;

    private GuestRoot(LabCache cache, InitramfsWriter writer) {
        this.cache = cache;
        this.writer = writer;
    }

    /**
     * Begins one.
     *
     * @param init the script of the first process, a resource of this package
     * @param modules that it loads, in the order that {@code /mods/order} gives
     */
    static GuestRoot create(LabCache cache, Path image, String init, List<String> modules) throws IOException {
        if (!Files.isExecutable(BUSYBOX)) {
            throw new TestbedException("no /bin/busybox; apt-get install busybox-static");
        }
        GuestRoot root =
                new GuestRoot(cache, new InitramfsWriter(new BufferedOutputStream(Files.newOutputStream(image))));
        try {
            for (String folder : List.of("dev", "proc", "sys", "tmp", "etc", "root", "run")) {
                root.writer.folder(folder);
            }
            byte[] busybox = Files.readAllBytes(BUSYBOX);
            for (String name : List.of("busybox", "sh")) {
                root.writer.file("bin/" + name, busybox);
            }
            root.script("init", init);
            root.modules(modules);
            return root;
        } catch (IOException | RuntimeException failure) {
            root.close();
            throw failure;
        }
    }

    /** A script of this package's resources. */
    void script(String name, String resource) throws IOException {
        try (InputStream script = GuestRoot.class.getResourceAsStream(resource)) {
            if (script == null) {
                throw new IOException("the jar is incomplete: no " + resource);
            }
            writer.file(name, script.readAllBytes());
        }
    }

    void file(String name, Path source) throws IOException {
        writer.file(name, Files.readAllBytes(source));
    }

    void tree(String name, Path source) throws IOException {
        writer.tree(name, source);
    }

    void folder(String name) throws IOException {
        writer.folder(name);
    }

    /**
     * Programs of unpacked packages, each at the place where its package has it, and the libraries that they need, of
     * the same packages or of this host.
     *
     * @param unpacked the folder of the packages
     * @param libraryPath where their libraries are, below that folder
     * @param programs paths below that folder
     */
    void programs(Path unpacked, String libraryPath, List<String> programs) throws IOException {
        for (String program : programs) {
            file(program, unpacked.resolve(program));
        }
        String listed = ldd("LD_LIBRARY_PATH=" + unpacked.resolve(libraryPath), unpacked, programs);
        if (listed.contains("not found")) {
            throw new TestbedException("a library of the lab's programs is missing on this host:"
                    + listed.lines()
                            .filter(line -> line.contains("not found"))
                            .findFirst()
                            .orElse(""));
        }
        for (String library : libraries(listed)) {
            Path path = Path.of(library);
            file(path.startsWith(unpacked) ? unpacked.relativize(path).toString() : library.substring(1), path);
        }
    }

    /** What the programs of a folder need of this host; the folder's own libraries are with it already. */
    void hostLibraries(Path folder, List<String> programs) throws IOException {
        for (String library : libraries(ldd("LC_ALL=C", folder, programs))) {
            if (!library.startsWith(folder.toString())) {
                file(library.substring(1), Path.of(library));
            }
        }
    }

    private static String ldd(String setting, Path folder, List<String> programs) throws IOException {
        Stream<String> paths =
                programs.stream().map(program -> folder.resolve(program).toString());
        return LabCache.run(
                folder, Stream.concat(Stream.of("env", setting, "ldd"), paths).toArray(String[]::new));
    }

    static Set<String> libraries(String lddOutput) {
        Set<String> libraries = new TreeSet<>();
        Matcher library = LIBRARY.matcher(lddOutput);
        while (library.find()) {
            libraries.add(library.group(1));
        }
        return libraries;
    }

    private void modules(List<String> names) throws IOException {
        Path kernel = cache.kernel();
        Path folder = LabCache.find(kernel.resolve("lib/modules"), "");
        if (folder == null) {
            throw new TestbedException("the kernel's package has no modules; run paceline lab clean and again");
        }
        LabCache.run(
                kernel, "depmod", "-b", kernel.toString(), folder.getFileName().toString());
        KernelModules modules = new KernelModules(Files.readString(folder.resolve("modules.dep")));
        StringBuilder order = new StringBuilder();
        for (String path : modules.loadOrder(names)) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            file("mods/" + name, folder.resolve(path));
            order.append(name).append('\n');
        }
        writer.file("mods/order", order.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
