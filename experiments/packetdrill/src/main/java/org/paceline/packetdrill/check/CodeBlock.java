package org.paceline.packetdrill.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paceline.packetdrill.script.UnsupportedException;

/** Runs the code blocks of one script, whose variables live from one to the next. */
public final class CodeBlock {
    private static final Set<String> ASSIGNMENTS =
            Set.of("=", "+", "-", "*", "/", "//", "%", "&", "|", "^", "<<", ">>");
    private static final Pattern COMMENT = Pattern.compile("#.*");

    private final Map<String, Object> variables = new HashMap<>();
    private final Function<String, @Nullable Object> environment;
    private final Map<String, Object> used = new TreeMap<>();

    /** @param environment values of names that no block has assigned: tcpi_ fields and constants; null for unknown */
    public CodeBlock(Function<String, @Nullable Object> environment) {
        this.environment = environment;
    }

    /**
     * Runs a block.
     *
     * @return what the first assertion that fails says, with the values of its names; null when none does
     * @throws UnsupportedException for statements beyond the subset
     */
    public @Nullable String run(String source) {
        List<String> statements = statements(source);
        boolean skipping = false;
        int skippedIndent = 0;
        for (String statement : statements) {
            int indent = indent(statement);
            if (skipping && indent > skippedIndent) {
                continue;
            }
            skipping = false;
            String bare = statement.strip();
            if (bare.startsWith("if ") && bare.contains(":")) {
                String condition = bare.substring(3, bare.lastIndexOf(':'));
                boolean holds = Operators.truth(new Expression(Token.of(condition), 0, this::name).value());
                String rest = bare.substring(bare.lastIndexOf(':') + 1).strip();
                skipping = !holds;
                skippedIndent = indent;
                bare = holds ? rest : "";
            }
            String failure = bare.isEmpty() ? null : statement(bare);
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    /** Lines that belong together as one; the others apart, also those that a semicolon parts. */
    private static List<String> statements(String source) {
        List<String> statements = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (char letter : (withoutComments(source).replaceAll("\\\\\\s*\\n", " ") + "\n").toCharArray()) {
            boolean end = quote == 0 && depth == 0 && (letter == '\n' || letter == ';');
            if (end) {
                if (!open.toString().isBlank()) {
                    statements.add(open.toString());
                }
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

    private static int indent(String statement) {
        return statement.length() - statement.stripLeading().length();
    }

    private @Nullable String statement(String statement) {
        List<Token> tokens = Token.of(statement);
        Token first = tokens.get(0);
        used.clear();
        switch (first.text()) {
            case "assert" -> {
                return assertion(statement, tokens);
            }
            case "print", "pass" -> {
                return null;
            }
            case "import",
                    "from",
                    "def",
                    "for",
                    "while",
                    "class",
                    "try",
                    "global",
                    "else",
                    "elif",
                    "return",
                    "del",
                    "with" -> throw new UnsupportedException("code: " + first.text());
            default -> {}
        }
        if (first.kind() != Token.Kind.NAME) {
            throw new UnsupportedException("code " + statement);
        }
        String sign = tokens.get(1).text();
        boolean inPlace =
                !sign.equals("=") && ASSIGNMENTS.contains(sign) && tokens.get(2).is("=");
        if (!sign.equals("=") && !inPlace) {
            throw new UnsupportedException("code " + statement);
        }
        Object value = whole(new Expression(tokens, inPlace ? 3 : 2, this::name), statement);
        variables.put(first.text(), inPlace ? Operators.binary(sign, name(first.text()), value) : value);
        return null;
    }

    private static Object whole(Expression expression, String statement) {
        Object value = expression.value();
        if (expression.peek().kind() != Token.Kind.END) {
            throw new UnsupportedException("code " + statement);
        }
        return value;
    }

    private @Nullable String assertion(String statement, List<Token> tokens) {
        Expression expression = new Expression(tokens, 1, this::name);
        Object value = expression.value();
        if (Operators.truth(value)) {
            if (!expression.take(",") && expression.peek().kind() != Token.Kind.END) {
                throw new UnsupportedException("code " + statement);
            }
            return null;
        }
        return statement + " with " + used;
    }

    private Object name(String name) {
        Object assigned = variables.get(name);
        Object value = assigned == null ? environment.apply(name) : assigned;
        if (value == null) {
            throw new UnsupportedException("code: name " + name);
        }
        used.put(name, value);
        return value;
    }
}
