package org.paceline.cli.iperf.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.paceline.cli.iperf.protocol.IperfException;

/** The contents of a file, once. */
final class FileSource implements BlockSource {
    private final Path path;
    private final InputStream contents;

    private FileSource(Path path, InputStream contents) {
        this.path = path;
        this.contents = contents;
    }

    static FileSource open(Path path) throws IperfException {
        try {
            return new FileSource(path, Files.newInputStream(path));
        } catch (IOException unreadable) {
            throw unreadable(path, unreadable);
        }
    }

    /** Length of a file that can be sent. */
    static long lengthBytes(Path path) throws IperfException {
        try {
            if (!Files.isRegularFile(path)) {
                throw new IperfException("there is no file " + path + " to send");
            }
            long length = Files.size(path);
            if (length == 0) {
                throw new IperfException("file " + path + " is empty: there is nothing to send");
            }
            return length;
        } catch (IperfException told) {
            throw told;
        } catch (IOException unreadable) {
            throw unreadable(path, unreadable);
        }
    }

    @Override
    public int next(byte[] block, int limit) throws IOException {
        try {
            int read = contents.readNBytes(block, 0, limit);
            return read == 0 && limit > 0 ? -1 : read;
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    @Override
    public void close() {
        try {
            contents.close();
        } catch (IOException alreadyGone) {
            // it was only read
        }
    }

    private static IperfException unreadable(Path path, IOException cause) {
        return new IperfException("file " + path + " cannot be read: " + cause.getMessage(), cause);
    }
}
