package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code docs/complaints.md} names twenty complaints, and every test that it names is there. */
class ComplaintTableTest {
    private static final Path TABLE = Path.of("docs", "complaints.md");
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\|.*");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void everyComplaintHasATestThatIsThere() {
        Map<String, Path> classes = new HashMap<>();
        SourceTree.javaFiles().forEach(file -> classes.put(String.valueOf(file.getFileName()), file));
        List<String> missing = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (String line : SourceTree.lines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                continue;
            }
            numbers.add(Integer.parseInt(row.group(1)));
            Matcher named = NAMED.matcher(line);
            boolean any = false;
            while (named.find()) {
                any = true;
                Path file = classes.get(named.group(1) + ".java");
                String method = " " + named.group(2) + "(";
                if (file == null || SourceTree.lines(file).stream().noneMatch(text -> text.contains(method))) {
                    missing.add(named.group());
                }
            }
            if (!any) {
                missing.add(line);
            }
        }
        assertEquals(List.of(), missing);
        assertEquals(IntStream.rangeClosed(1, 20).boxed().toList(), numbers);
    }
}
