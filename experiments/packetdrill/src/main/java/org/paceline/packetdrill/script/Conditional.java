package org.paceline.packetdrill.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Symbols: lines between {@code #ifdef} and {@code #endif} that do not apply become empty, so that line numbers stay,
 * and a symbol with a value is replaced by it wherever it stands as a word outside of quotes.
 */
final class Conditional {
    private static final Pattern WORD = Pattern.compile("`[^`]*`|\"(?:\\\\.|[^\"\\\\])*\"|[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, String> symbols;
    private final String file;

    /** For every open condition whether its lines apply. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    private Conditional(String file, Map<String, String> symbols) {
        this.file = file;
        this.symbols = new HashMap<>(symbols);
    }

    static String apply(String file, String text, Map<String, String> symbols) {
        return new Conditional(file, symbols).apply(text);
    }

    private String apply(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        String[] lines = text.split("\n", -1);
        for (int index = 0; index < lines.length; index++) {
            String line = lines[index];
            boolean directive = directive(new Location(file, index + 1, 1), line.strip());
            kept.append(directive || open.contains(false) ? "" : expanded(line))
                    .append(index + 1 < lines.length ? "\n" : "");
        }
        if (!open.isEmpty()) {
            throw new ScriptException(new Location(file, lines.length, 1), "#endif is missing");
        }
        return kept.toString();
    }

    private String expanded(String line) {
        if (symbols.isEmpty()) {
            return line;
        }
        return WORD.matcher(line).replaceAll(found -> {
            String value = symbols.getOrDefault(found.group(), "");
            return Matcher.quoteReplacement(value.isEmpty() ? found.group() : value);
        });
    }

    private boolean directive(Location location, String line) {
        String[] words = line.split("\\s+", 3);
        String argument = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "#ifdef" -> open.push(symbols.containsKey(argument));
            case "#ifndef" -> open.push(!symbols.containsKey(argument));
            case "#else" -> open.push(!close(location));
            case "#endif" -> close(location);
            case "#define" -> {
                if (!open.contains(false)) {
                    symbols.put(
                            argument,
                            words.length > 2
                                    ? words[2].replaceFirst("\\s*//.*", "").strip()
                                    : "");
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean close(Location location) {
        if (open.isEmpty()) {
            throw new ScriptException(location, "there is no #ifdef that this belongs to");
        }
        return open.pop();
    }
}
