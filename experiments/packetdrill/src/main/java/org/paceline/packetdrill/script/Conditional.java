package org.paceline.packetdrill.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Lines between {@code #ifdef} and {@code #endif}: those that do not apply become empty, so that line numbers stay. */
final class Conditional {
    private final Set<String> symbols;
    private final String file;

    /** For every open condition whether its lines apply. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    private Conditional(String file, Set<String> symbols) {
        this.file = file;
        this.symbols = new HashSet<>(symbols);
    }

    static String apply(String file, String text, Set<String> symbols) {
        return new Conditional(file, symbols).apply(text);
    }

    private String apply(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        String[] lines = text.split("\n", -1);
        for (int index = 0; index < lines.length; index++) {
            String line = lines[index];
            boolean directive = directive(new Location(file, index + 1, 1), line.strip());
            kept.append(directive || open.contains(false) ? "" : line).append(index + 1 < lines.length ? "\n" : "");
        }
        if (!open.isEmpty()) {
            throw new ScriptException(new Location(file, lines.length, 1), "#endif is missing");
        }
        return kept.toString();
    }

    private boolean directive(Location location, String line) {
        String[] words = line.split("\\s+", 3);
        String argument = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "#ifdef" -> open.push(symbols.contains(argument));
            case "#ifndef" -> open.push(!symbols.contains(argument));
            case "#else" -> open.push(!close(location));
            case "#endif" -> close(location);
            case "#define" -> {
                if (!open.contains(false)) {
                    symbols.add(argument);
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
