package org.paceline.testbed.guest;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the archive that a Linux kernel unpacks as its first root: cpio in the "newc" form
 * (Documentation/driver-api/early-userspace/buffer-format.rst). Folders of a file are made with it. One thread.
 */
final class InitramfsWriter implements Closeable {
    private static final int FOLDER = 0040755;
    private static final int EXECUTABLE = 0100755;
    private static final int ALIGNMENT = 4;
    private static final String TRAILER = "TRAILER!!!";

    private final OutputStream out;
    private final Set<String> folders = new HashSet<>();
    private long writtenBytes;
    private int nextInode = 1;

    /** @param out is closed with this */
    InitramfsWriter(OutputStream out) {
        this.out = out;
    }

    /** @param name without a leading slash */
    void folder(String name) throws IOException {
        if (name.isEmpty() || !folders.add(name)) {
            return;
        }
        parents(name);
        entry(name, FOLDER, new byte[0]);
    }

    /** A file that anybody may read and run. */
    void file(String name, byte[] content) throws IOException {
        parents(name);
        entry(name, EXECUTABLE, content);
    }

    /** All files below {@code source}, links followed. */
    void tree(String name, Path source) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(source, FileVisitOption.FOLLOW_LINKS)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            file(name + "/" + source.relativize(file), Files.readAllBytes(file));
        }
    }

    private void parents(String name) throws IOException {
        int slash = name.lastIndexOf('/');
        if (slash > 0) {
            folder(name.substring(0, slash));
        }
    }

    private void entry(String name, int mode, byte[] content) throws IOException {
        byte[] nameBytes = (name + "\0").getBytes(StandardCharsets.UTF_8);
        int links = mode == FOLDER ? 2 : 1;
        int[] fields = {nextInode++, mode, 0, 0, links, 0, content.length, 0, 0, 0, 0, nameBytes.length, 0};
        StringBuilder header = new StringBuilder("070701");
        for (int field : fields) {
            header.append(String.format(Locale.ROOT, "%08X", field));
        }
        write(header.toString().getBytes(StandardCharsets.US_ASCII));
        write(nameBytes);
        pad();
        write(content);
        pad();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        writtenBytes += bytes.length;
    }

    private void pad() throws IOException {
        write(new byte[(int) (-writtenBytes & (ALIGNMENT - 1))]);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            entry(TRAILER, 0, new byte[0]);
        }
    }
}
