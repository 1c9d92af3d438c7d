package org.paceline.cli.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The files in which Linux tells about itself, below a root that tests replace. Reads only. */
final class HostFiles {
    /** A page and more: what sysctl tells fits into the first reading. */
    private static final int BLOCK_BYTES = 8192;

    private final Path root;

    HostFiles(Path root) {
        this.root = root;
    }

    /** The file's text without surrounding white space; empty when it is not there or may not be read. */
    String text(String path) {
        try (InputStream file = Files.newInputStream(root.resolve(path))) {
            return textOf(file);
        } catch (IOException | RuntimeException unreadable) {
            return "";
        }
    }

    /** As {@link #text}, of a gzip-compressed file. */
    String unzippedText(String path) {
        try (InputStream file = new GZIPInputStream(Files.newInputStream(root.resolve(path)))) {
            return textOf(file);
        } catch (IOException | RuntimeException unreadable) {
            return "";
        }
    }

    /**
     * Files.readString begins with one byte where the size is said to be 0, and a sysctl then has told all that it
     * tells.
     */
    private static String textOf(InputStream file) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] block = new byte[BLOCK_BYTES];
        for (int count = file.read(block); count > 0; count = file.read(block)) {
            text.write(block, 0, count);
        }
        return text.toString(StandardCharsets.UTF_8).strip();
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    /** Whether this process may read and write it. */
    boolean writable(String path) {
        Path file = root.resolve(path);
        return Files.isReadable(file) && Files.isWritable(file);
    }
}
