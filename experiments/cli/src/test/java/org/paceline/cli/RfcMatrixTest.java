package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The matrix of clauses in the docs is the one that the sources give. */
class RfcMatrixTest {
    private static final Path MATRIX = Path.of("docs", "rfc-matrix.md");
    private static final Path TITLES = Path.of("docs", "rfc-titles.txt");

    @Test
    void thePageIsWhatTheSourcesSay() throws IOException {
        String text = RfcMatrix.ofSources().text(titles());
        Path page = SourceTree.root().resolve(MATRIX);
        if (Boolean.getBoolean("paceline.approve")) {
            Files.writeString(page, text);
        }
        assertEquals(text, Files.readString(page), "docs/rfc-matrix.md is stale: run ./paceline matrix");
    }

    @Test
    void aCitationIsReadAsTheSourcesWriteThem() {
        assertEquals(
                List.of(
                        new RfcClause(9293, "3.10.7.4"),
                        new RfcClause(7323, "5.3"),
                        new RfcClause(7323, "appendix a"),
                        new RfcClause(5681, "equation 4"),
                        new RfcClause(6298, "")),
                RfcClause.citedIn("// RFC 9293 3.10.7.4, fifth: RFC 7323 section\n     * 5.3 R1; RFC 7323 appendix A"
                        + " and RFC 5681 equation 4 (RFC 6298)."));
    }

    @Test
    void sectionsSortByNumber() {
        assertEquals(-1, Integer.signum(new RfcClause(9293, "3.8.6").compareTo(new RfcClause(9293, "3.10"))));
    }

    private static Map<Integer, String> titles() {
        Map<Integer, String> titles = new TreeMap<>();
        for (String line : SourceTree.lines(TITLES)) {
            String[] words = line.split(" ", 2);
            titles.put(Integer.parseInt(words[0]), words[1]);
        }
        return titles;
    }
}
