package org.paceline.cli.result;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;

/**
 * Where a result goes: as text to standard output; with {@code --json -} as JSON in its place; with {@code --json FILE}
 * as JSON into a file beside it. Made before a run, so that a file that cannot be written is said before the work and
 * not after it.
 */
public final class ResultOutput {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    private final @Nullable Path json;
    private final PrintWriter out;

    /**
     * A place that can be written to.
     *
     * @param json the option's value, null when it was not given
     * @throws CommandFailure when the file cannot be written
     */
    public ResultOutput(@Nullable Path json, PrintWriter out) {
        this.json = json;
        this.out = out;
        if (json != null && !jsonOnly()) {
            requireWritable(json);
        }
    }

    /** Whether standard output takes the JSON, so that nothing else may go there. */
    public boolean jsonOnly() {
        return STANDARD_OUTPUT.equals(json);
    }

    /** @throws CommandFailure in one line when a result cannot be written to this file */
    public static void requireWritable(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new CommandFailure("cannot write " + file + ": there is no directory " + directory);
        }
        if (Files.isDirectory(file)) {
            throw new CommandFailure("cannot write " + file + ": it is a directory");
        }
        if (!Files.isWritable(Files.exists(file) ? file : directory)) {
            throw new CommandFailure("cannot write " + file + ": permission denied");
        }
    }

    /**
     * The result is there.
     *
     * @param document as JSON, without a newline at its end
     * @param text for a reader, with one
     */
    public void write(String document, String text) {
        if (jsonOnly()) {
            out.println(document);
        } else {
            if (json != null) {
                save(json, document + "\n");
            }
            out.print(text);
        }
        out.flush();
    }

    /** @throws CommandFailure when the file cannot be written */
    public static void save(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException refused) {
            throw new CommandFailure("cannot write " + file + ": " + refused.getMessage(), refused);
        }
    }
}
