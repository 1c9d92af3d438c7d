package org.paceline.packetdrill.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A position in the text of a script, which moves over what it recognises. Comments count as blanks. */
final class Cursor {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern DECIMAL = Pattern.compile("\\d+(?:\\.(?!\\.)\\d*)?|\\.\\d+");

    private final String file;
    private final String text;
    private int position;

    Cursor(String file, String text) {
        this.file = file;
        this.text = text;
    }

    int position() {
        return position;
    }

    String since(int start) {
        return text.substring(start, position);
    }

    boolean ended() {
        skipBlanks();
        return position == text.length();
    }

    Location location() {
        return locationOf(position);
    }

    Location locationOf(int offset) {
        int line = 1;
        int lineStart = 0;
        for (int newline = text.indexOf('\n');
                newline >= 0 && newline < offset;
                newline = text.indexOf('\n', lineStart)) {
            line++;
            lineStart = newline + 1;
        }
        return new Location(file, line, offset - lineStart + 1);
    }

    ScriptException wrong(String expected) {
        skipBlanks();
        int end = Math.min(text.length(), position + 20);
        int newline = text.indexOf('\n', position);
        String found = text.substring(position, newline < 0 ? end : Math.min(end, newline));
        return new ScriptException(
                location(),
                "expected " + expected + (found.isEmpty() ? ", and not the end" : ", and not \"" + found + '"'));
    }

    void skipBlanks() {
        while (position < text.length()) {
            if (Character.isWhitespace(text.charAt(position)) || text.charAt(position) == ';') {
                position++;
            } else if (text.startsWith("//", position)) {
                position = endOr(text.indexOf('\n', position));
            } else if (text.startsWith("/*", position)) {
                int end = text.indexOf("*/", position + 2);
                if (end < 0) {
                    throw new ScriptException(location(), "the comment does not end");
                }
                position = end + 2;
            } else if (text.charAt(position) == '#') {
                position = endOr(text.indexOf('\n', position));
            } else {
                return;
            }
        }
    }

    private int endOr(int found) {
        return found < 0 ? text.length() : found;
    }

    /** The character at hand, 0 at the end. */
    char peek() {
        skipBlanks();
        return position < text.length() ? text.charAt(position) : 0;
    }

    boolean at(String token) {
        skipBlanks();
        return text.startsWith(token, position);
    }

    /** Whether the pattern matches at hand, blanks skipped. */
    boolean at(Pattern pattern) {
        skipBlanks();
        return matcher(pattern).lookingAt();
    }

    boolean take(String token) {
        boolean there = at(token);
        position += there ? token.length() : 0;
        return there;
    }

    /** Takes a word only if it is this one as a whole. */
    boolean takeWord(String word) {
        int start = position;
        if (at(WORD) && word().equals(word)) {
            return true;
        }
        position = start;
        return false;
    }

    void expect(String token) {
        if (!take(token)) {
            throw wrong("\"" + token + '"');
        }
    }

    String word() {
        return take(WORD, "a word");
    }

    boolean atWord() {
        return at(WORD);
    }

    String take(Pattern pattern, String what) {
        skipBlanks();
        Matcher matcher = matcher(pattern);
        if (!matcher.lookingAt()) {
            throw wrong(what);
        }
        position = matcher.end();
        return matcher.group();
    }

    /** Everything up to a token, which is taken too. */
    String takeUntil(String token) {
        int end = text.indexOf(token, position);
        if (end < 0) {
            throw new ScriptException(location(), "\"" + token + "\" is missing");
        }
        String taken = text.substring(position, end);
        position = end + token.length();
        return taken;
    }

    String takeRestOfLine() {
        int start = position;
        position = endOr(text.indexOf('\n', position));
        return text.substring(start, position).strip();
    }

    char takeRaw() {
        if (position == text.length()) {
            throw wrong("more");
        }
        return text.charAt(position++);
    }

    /** Seconds with a fraction, as nanoseconds. */
    long seconds() {
        return Math.round(Double.parseDouble(take(DECIMAL, "a time in seconds")) * 1e9);
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(position, text.length());
    }
}
