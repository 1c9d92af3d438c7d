package org.paceline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the work tree that these tests belong to, without what a build makes. */
final class SourceTree {
    private SourceTree() {}

    /** Where the launcher stands; Maven runs a module's tests in its own directory, two levels below. */
    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("paceline")) || !Files.exists(directory.resolve("pom.xml"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("these tests run within the work tree only");
            }
        }
        return directory;
    }

    /** Paths relative to the root, sorted. */
    static List<Path> files() {
        Path root = root();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(SourceTree::ours)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Path> javaFiles() {
        return files().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(root().resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    private static boolean ours(Path file) {
        for (Path part : file) {
            String name = part.toString();
            if (name.equals("target") || name.equals(".git") || name.equals("paceline-demo") || name.equals(".idea")) {
                return false;
            }
        }
        return true;
    }
}
