package org.paceline.cli;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * docs/rfc-matrix.md: which clause is implemented where and shown by what, read from the citations in the sources and
 * from the names of scripts, so that it cannot drift.
 */
final class RfcMatrix {
    private static final int MANY_SCRIPTS = 3;

    /** Both columns of a clause. */
    private static final class Row {
        private final NavigableSet<String> implementedIn = new TreeSet<>();
        private final NavigableSet<String> shownBy = new TreeSet<>();
        private final NavigableSet<String> scripts = new TreeSet<>();

        /** The test that bears a class's name shows what the class cites. */
        private void addOwnTests(Set<String> types) {
            implementedIn.stream()
                    .map(type -> type + "Test")
                    .filter(types::contains)
                    .forEach(shownBy::add);
        }

        private boolean shown() {
            return !shownBy.isEmpty() || !scripts.isEmpty();
        }

        private String shownColumn() {
            NavigableSet<String> all = new TreeSet<>(shownBy);
            if (scripts.size() > MANY_SCRIPTS) {
                all.add(scripts.size() + " scripts");
            } else {
                all.addAll(scripts);
            }
            return String.join(", ", all);
        }
    }

    private final NavigableMap<RfcClause, Row> rows = new TreeMap<>();

    static RfcMatrix ofSources() {
        RfcMatrix matrix = new RfcMatrix();
        SourceTree.files().forEach(matrix::read);
        Set<String> types = SourceTree.javaFiles().stream().map(RfcMatrix::type).collect(toSet());
        matrix.rows.values().forEach(row -> row.addOwnTests(types));
        return matrix;
    }

    private void read(Path file) {
        String path = file.toString().replace('\\', '/');
        String name = file.getFileName().toString();
        if (name.endsWith(".pkt")) {
            String script = name.substring(0, name.length() - ".pkt".length());
            // the first line of a script says which clause it is about
            RfcClause.citedIn(SourceTree.lines(file).get(0)).stream()
                    .limit(1)
                    .forEach(clause -> row(clause).scripts.add("`" + script + "`"));
            return;
        }
        if (!name.endsWith(".java") || name.equals("package-info.java") || path.contains("/cli/Rfc")) {
            return;
        }
        List<RfcClause> cited = RfcClause.citedIn(String.join("\n", SourceTree.lines(file)));
        String type = type(file);
        for (RfcClause clause : cited) {
            (path.contains("/src/test/") ? row(clause).shownBy : row(clause).implementedIn).add(type);
        }
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".java".length());
    }

    private Row row(RfcClause clause) {
        return rows.computeIfAbsent(clause, missing -> new Row());
    }

    /** The document, whole. */
    String text(Map<Integer, String> titles) {
        long implemented = rows.values().stream()
                .filter(row -> !row.implementedIn.isEmpty())
                .count();
        long shown = rows.values().stream()
                .filter(row -> !row.implementedIn.isEmpty() && row.shown())
                .count();
        StringBuilder text = new StringBuilder("""
                # RFC by clause: where it is implemented, and what shows it

                Made from the sources: a clause stands here because a class cites it, and a test or a script that \
                cites it shows
                it, as does the test that bears the class's name. A test fails when this page is not what the \
                sources say; `./paceline matrix` writes it anew. Departures and
                their reasons stand in [rfc-exceptions.md](rfc-exceptions.md).

                """);
        text.append(implemented)
                .append(" clauses are cited by the code, ")
                .append(shown)
                .append(" of them by a test or a script as well.\n");
        int rfc = 0;
        for (Map.Entry<RfcClause, Row> entry : rows.entrySet()) {
            if (entry.getKey().rfc() != rfc) {
                rfc = entry.getKey().rfc();
                String title = titles.getOrDefault(rfc, "");
                text.append("\n## RFC ").append(rfc).append(title.isEmpty() ? "" : ": " + title);
                text.append("\n\n| section | implemented in | shown by |\n|---|---|---|\n");
            }
            Row row = entry.getValue();
            String section = entry.getKey().section();
            text.append("| ").append(section.isEmpty() ? "as a whole" : section);
            text.append(" | ").append(String.join(", ", row.implementedIn));
            text.append(" | ").append(row.shownColumn()).append(" |\n");
        }
        return text.toString();
    }
}
