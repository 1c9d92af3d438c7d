package org.paceline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A clause of an RFC as sources cite it: {@code RFC 9293 3.10.7.4}, {@code RFC 7323 section 4.3}, {@code RFC 7323
 * appendix A}; the section is empty where the whole RFC is meant.
 */
record RfcClause(int rfc, String section) implements Comparable<RfcClause> {
    private static final Pattern CITED = Pattern.compile(
            "RFC ?(\\d{3,5})(?:,? (?:[Ss]ections? )?(\\d+(?:\\.\\d+)*(?![\\d%]|\\.\\d| ?(?:ms|s|bytes|segments)\\b)"
                    + "|[Aa]ppendix [A-Z](?:\\.\\d+)*|[Ff]igure \\d+|[Tt]able \\d+|[Ee]quation \\d+))?");

    /** Digits of a section's number when it is sorted: 3.8.6 comes before 3.10. */
    private static final int SORTED_DIGITS = 4;

    /** Every clause that a text cites. */
    static List<RfcClause> citedIn(String text) {
        // a citation may be broken by the end of a comment's line
        String flowing = text.replaceAll("\\s*\\n\\s*(?:\\*|//)?\\s*", " ");
        List<RfcClause> clauses = new ArrayList<>();
        Matcher matcher = CITED.matcher(flowing);
        while (matcher.find()) {
            String section = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT);
            clauses.add(new RfcClause(Integer.parseInt(matcher.group(1)), section));
        }
        return clauses;
    }

    @Override
    public int compareTo(RfcClause other) {
        int byRfc = Integer.compare(rfc, other.rfc);
        return byRfc != 0 ? byRfc : sortable().compareTo(other.sortable());
    }

    private String sortable() {
        StringBuilder text = new StringBuilder();
        for (String part : section.split("\\.", -1)) {
            text.append("0".repeat(Math.max(0, SORTED_DIGITS - part.length())))
                    .append(part)
                    .append('.');
        }
        return text.toString();
    }
}
