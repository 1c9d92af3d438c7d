package org.paceline.packetdrill.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The scripts that files and directories stand for: those named *.pkt below a directory, in the order of their names.
 */
public final class ScriptFiles {
    private static final String SUFFIX = ".pkt";

    private ScriptFiles() {}

    /** @throws IOException when one is not there */
    public static List<Path> of(List<Path> places) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> below = Files.walk(place)) {
                    below.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
                            .sorted()
                            .forEach(files::add);
                }
            } else if (Files.exists(place)) {
                files.add(place);
            } else {
                throw new NoSuchFileException(place.toString());
            }
        }
        return files;
    }
}
