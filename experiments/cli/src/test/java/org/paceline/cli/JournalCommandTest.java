package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.journal.JournalWriter;
import org.paceline.journal.RunManifest;
import org.paceline.utcp.runtime.DepartureListener;
import picocli.CommandLine;

class JournalCommandTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void aSendLogIsPrintedLineByLine() {
        Path journal = folder.resolve("run");
        RunManifest manifest = new RunManifest("paceline 1", List.of("send", "-c", "10.9.0.1"), "Linux", "17", 5, 6);
        try (JournalWriter writer = JournalWriter.create(journal, manifest)) {
            writer.departed(49_152, DepartureListener.UNPLANNED, 1_000, 120_000, 1_514);
            writer.departed(49_152, 121_000, 121_040, 120_000, 1_514);
        }

        assertEquals(0, run(journal.toString()));
        List<String> lines = out.toString().lines().toList();
        assertEquals("# paceline send -c 10.9.0.1", lines.get(0));
        assertEquals(
                List.of(
                        "local_port,planned_ns,released_ns,gap_ns,frame_bytes",
                        "49152,,1000,120000,1514",
                        "49152,121000,121040,120000,1514"),
                lines.subList(3, lines.size()));
    }

    @Test
    void aFolderWithoutAJournalIsOneLineAndExitCodeOne() {
        StringWriter err = new StringWriter();
        CommandLine command = Paceline.commandLine().setErr(new PrintWriter(err));

        assertEquals(1, command.execute("journal", folder.toString()));
        assertTrue(err.toString().contains("holds no journal"), err.toString());
        assertEquals(1, err.toString().lines().count());
    }

    private int run(String journal) {
        return Paceline.commandLine().setOut(new PrintWriter(out)).execute("journal", journal);
    }
}
