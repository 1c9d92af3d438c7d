package org.paceline.packetdrill.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.paceline.packetdrill.script.UnsupportedException;

/**
 * One statement of a code block.
 *
 * @param indent blanks in front of it
 * @param text without them
 */
record Statement(int indent, String text) {
    private static final Pattern COMMENT = Pattern.compile("#.*");

    /** Lines that belong together as one; the others apart, also those that a semicolon parts. */
    static List<Statement> of(String source) {
        List<Statement> statements = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        int lineIndent = 0;
        boolean atLineStart = true;
        int depth = 0;
        char quote = 0;
        for (char letter : (withoutComments(source).replaceAll("\\\\\\s*\\n", " ") + "\n").toCharArray()) {
            if (quote == 0 && depth == 0 && (letter == '\n' || letter == ';')) {
                String text = open.toString();
                if (!text.isBlank()) {
                    lineIndent =
                            atLineStart ? text.length() - text.stripLeading().length() : lineIndent;
                    statements.add(new Statement(lineIndent, text.strip()));
                }
                atLineStart = letter == '\n';
                open.setLength(0);
                continue;
            }
            if (quote != 0) {
                quote = letter == quote ? 0 : quote;
            } else if (letter == '"' || letter == '\'') {
                quote = letter;
            }
            depth += quote != 0 ? 0 : letter == '(' || letter == '[' ? 1 : letter == ')' || letter == ']' ? -1 : 0;
            open.append(letter == '\n' ? ' ' : letter);
        }
        if (!open.toString().isBlank()) {
            throw new UnsupportedException(
                    "code that does not end: " + open.toString().strip());
        }
        return statements;
    }

    private static String withoutComments(String source) {
        StringBuilder kept = new StringBuilder();
        for (String line : source.split("\n", -1)) {
            boolean quoted = line.contains("\"") || line.contains("'");
            kept.append(quoted ? line : COMMENT.matcher(line).replaceAll("")).append('\n');
        }
        return kept.toString();
    }

    String keyword() {
        return text.replaceFirst("(?s)[^A-Za-z_].*", "");
    }

    /** What stands between the keyword and the colon that ends the head. */
    String head() {
        return text.substring(keyword().length(), colon()).strip();
    }

    /** What follows the colon on the same line. */
    String rest() {
        return text.substring(colon() + 1).strip();
    }

    /** The first colon outside of quotes and brackets. */
    private int colon() {
        int depth = 0;
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (quote != 0) {
                quote = letter == quote ? 0 : quote;
            } else if (letter == '"' || letter == '\'') {
                quote = letter;
            } else if (letter == '(' || letter == '[') {
                depth++;
            } else if (letter == ')' || letter == ']') {
                depth--;
            } else if (letter == ':' && depth == 0) {
                return at;
            }
        }
        throw new UnsupportedException("code " + text);
    }
}
