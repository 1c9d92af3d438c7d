package org.paceline.packetdrill.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.packetdrill.script.UnsupportedException;

/** A word, number, text or sign of a code block. */
record Token(Kind kind, String text) {
    enum Kind {
        NAME,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    static final Token END = new Token(Kind.END, "");

    private static final Pattern TOKEN = Pattern.compile("(?<name>[A-Za-z_][A-Za-z0-9_.]*)"
            + "|(?<number>0[xX][0-9a-fA-F]+|\\d+\\.\\d*|\\.\\d+|\\d+)"
            + "|(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
            + "|(?<sign>\\*\\*|//|<<|>>|[<>=!]=|[-+*/%&|^~<>=(),:\\[\\]])");

    /** One statement's tokens, an END behind them. */
    static List<Token> of(String statement) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(statement);
        int at = 0;
        while (at < statement.length()) {
            if (Character.isWhitespace(statement.charAt(at)) || statement.charAt(at) == '\\') {
                at++;
                continue;
            }
            if (!matcher.region(at, statement.length()).lookingAt()) {
                throw new UnsupportedException("code " + statement.strip());
            }
            tokens.add(of(matcher));
            at = matcher.end();
        }
        tokens.add(END);
        return tokens;
    }

    private static Token of(Matcher matcher) {
        if (matcher.group("name") != null) {
            return new Token(Kind.NAME, matcher.group());
        }
        if (matcher.group("number") != null) {
            return new Token(Kind.NUMBER, matcher.group());
        }
        String text = matcher.group("text");
        if (text != null) {
            return new Token(Kind.TEXT, text.substring(1, text.length() - 1));
        }
        return new Token(Kind.SIGN, matcher.group());
    }

    boolean is(String sign) {
        return kind != Kind.TEXT && text.equals(sign);
    }
}
