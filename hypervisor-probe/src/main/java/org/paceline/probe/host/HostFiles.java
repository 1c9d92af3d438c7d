package org.paceline.probe.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The files in which Linux tells about itself, below a root that tests replace. Reads only. Immutable. */
public final class HostFiles {
    /** A page and more: what sysctl tells fits into the first reading. */
    private static final int BLOCK_BYTES = 8192;

    /** /proc/interrupts of a machine with hundreds of CPUs takes some 1 MB; what comes behind 4 MB is not read. */
    private static final int MOST_BYTES = 4 << 20;

    private static final Path LIVE = Path.of("/");

    private final Path root;

    public HostFiles(Path root) {
        this.root = root;
    }

    /** Those of this host. */
    public static HostFiles live() {
        return new HostFiles(LIVE);
    }

    /** Whether the kernel may be asked beside them. */
    boolean isLive() {
        return root.equals(LIVE);
    }

    /** The file's text without surrounding white space; empty when it is not there or may not be read. */
    public String text(String path) {
        try (InputStream file = Files.newInputStream(root.resolve(path))) {
            return textOf(file);
        } catch (IOException | RuntimeException unreadable) {
            return "";
        }
    }

    /** As {@link #text}, of a gzip-compressed file. */
    public String unzippedText(String path) {
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
        for (int count = file.read(block); count > 0 && text.size() < MOST_BYTES; count = file.read(block)) {
            text.write(block, 0, count);
        }
        return text.toString(StandardCharsets.UTF_8).strip();
    }

    /** Bytes from a place in a file or device, in the order of x86; none when they cannot be read in whole. */
    ByteBuffer bytes(String path, long offsetBytes, int lengthBytes) {
        ByteBuffer bytes = ByteBuffer.allocate(lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel file = FileChannel.open(root.resolve(path), StandardOpenOption.READ)) {
            file.read(bytes, offsetBytes);
        } catch (IOException | RuntimeException unreadable) {
            bytes.clear();
        }
        return bytes.hasRemaining() ? bytes.clear().limit(0) : bytes.flip();
    }

    /** Names in a directory, sorted; none when it is not there or may not be read. */
    List<String> names(String directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(directory))) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (IOException | RuntimeException unreadable) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    /** Where a link leads, as text, its last name only with {@code lastName}; empty when it is none. */
    String target(String path, boolean lastName) {
        try {
            Path target = Files.readSymbolicLink(root.resolve(path));
            return String.valueOf(lastName ? target.getFileName() : target);
        } catch (IOException | RuntimeException noLink) {
            return "";
        }
    }

    public boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    /** Whether this process may read and write it. */
    public boolean writable(String path) {
        Path file = root.resolve(path);
        return Files.isReadable(file) && Files.isWritable(file);
    }
}
