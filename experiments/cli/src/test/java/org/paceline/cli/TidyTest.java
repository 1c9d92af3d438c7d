package org.paceline.cli;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What no compiler sees: the size of files, words that a finished tree does not hold, traces of one machine. */
class TidyTest {
    private static final int LINE_CHARACTERS = 120;
    private static final int FILE_LINES = 400;
    private static final int TEST_FILE_LINES = 600;

    /** Files that may be longer, each with its number of lines and the reason beside it. */
    private static final Map<String, Integer> LONGER_FILES = Map.of();

    // written in two halves, or this file would be its own finding
    private static final Pattern UNFINISHED = Pattern.compile("TO" + "DO|FIX" + "ME|@Dis" + "abled");
    private static final Pattern VAGUE_NAME = Pattern.compile(".*(Util|Utils|Helper|Helpers|Manager)(Test)?");
    private static final Pattern ONE_MACHINE = Pattern.compile("/(home|root|tmp|work)/\\w");

    @Test
    void noFileOutgrowsItsReader() {
        List<String> findings = new ArrayList<>();
        for (Path file : SourceTree.javaFiles()) {
            int usual = file.toString().contains("src/test/") ? TEST_FILE_LINES : FILE_LINES;
            int allowed = LONGER_FILES.getOrDefault(file.getFileName().toString(), usual);
            int lines = SourceTree.lines(file).size();
            if (lines > allowed) {
                findings.add(file + " has " + lines + " lines, " + allowed + " are allowed: split it by noun");
            }
        }
        assertNone(findings);
    }

    @Test
    void noLineIsWiderThanTheScreen() {
        assertNone(linesWhere(SourceTree.javaFiles(), line -> line.length() > LINE_CHARACTERS));
    }

    @Test
    void nothingIsLeftForLater() {
        assertNone(linesWhere(texts(), line -> UNFINISHED.matcher(line).find()));
    }

    @Test
    void aTypeIsNamedForWhatItIs() {
        List<Path> vague = SourceTree.javaFiles().stream()
                .filter(file -> VAGUE_NAME
                        .matcher(file.getFileName().toString().replace(".java", ""))
                        .matches())
                .toList();
        assertNone(vague);
    }

    @Test
    void noFileKnowsTheMachineItWasWrittenOn() {
        assertNone(linesWhere(texts(), line -> ONE_MACHINE.matcher(line).find()));
    }

    @Test
    void theTreeIsFound() {
        // the tests above would pass on an empty tree
        assertFalse(SourceTree.javaFiles().isEmpty());
        assertFalse(texts().isEmpty());
    }

    private static void assertNone(List<?> findings) {
        assertTrue(
                findings.isEmpty(),
                () -> findings.stream().map(Object::toString).collect(joining("\n", "\n", "")));
    }

    private static List<Path> texts() {
        return SourceTree.files().stream()
                .filter(file -> file.toString().matches(".*\\.(java|md|xml|sh|yml)|paceline|\\.ci/run"))
                .toList();
    }

    private static List<String> linesWhere(List<Path> files, Predicate<String> found) {
        List<String> findings = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = SourceTree.lines(file);
            for (int number = 1; number <= lines.size(); number++) {
                if (found.test(lines.get(number - 1))) {
                    findings.add(
                            file + ":" + number + ": " + lines.get(number - 1).strip());
                }
            }
        }
        return findings;
    }
}
