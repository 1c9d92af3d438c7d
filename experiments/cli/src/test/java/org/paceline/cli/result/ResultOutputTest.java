package org.paceline.cli.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.cli.failure.CommandFailure;

/** A result is text, or JSON in its place, or both; a file that cannot be written is said before the work. */
class ResultOutputTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    private ResultOutput to(@Nullable Path json) {
        return new ResultOutput(json, new PrintWriter(out));
    }

    @Test
    void textAloneWithoutTheOption() {
        to(null).write("{}", "a table\n");
        assertEquals("a table\n", out.toString());
    }

    @Test
    void jsonInThePlaceOfTheText() {
        ResultOutput output = to(Path.of("-"));
        assertTrue(output.jsonOnly());
        output.write("{}", "a table\n");
        assertEquals("{}" + System.lineSeparator(), out.toString());
    }

    @Test
    void bothWithAFile() throws IOException {
        Path file = directory.resolve("result.json");
        to(file).write("{}", "a table\n");
        assertEquals("a table\n", out.toString());
        assertEquals("{}\n", Files.readString(file));
    }

    @Test
    void aFileInNoDirectoryIsRefusedBeforeTheWork() {
        Path file = directory.resolve("nowhere/result.json");
        CommandFailure failure = assertThrows(CommandFailure.class, () -> to(file));
        assertEquals("cannot write " + file + ": there is no directory " + file.getParent(), failure.getMessage());
    }

    @Test
    void aDirectoryIsNoFile() {
        CommandFailure failure = assertThrows(CommandFailure.class, () -> to(directory));
        assertEquals("cannot write " + directory + ": it is a directory", failure.getMessage());
    }
}
