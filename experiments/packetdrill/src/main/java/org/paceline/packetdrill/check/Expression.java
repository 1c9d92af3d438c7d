package org.paceline.packetdrill.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.paceline.packetdrill.script.UnsupportedException;

/** Evaluates one expression while reading it; both sides of and and or are read, and a failure of either tells. */
final class Expression {
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("|"), Set.of("^"), Set.of("&"), Set.of("<<", ">>"), Set.of("+", "-"), Set.of("*", "/", "//", "%"));
    private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=", "in", "not");

    private final List<Token> tokens;
    private final Names names;
    private int at;

    Expression(List<Token> tokens, int from, Names names) {
        this.tokens = tokens;
        this.at = from;
        this.names = names;
    }

    int position() {
        return at;
    }

    Object value() {
        Object first = or();
        if (!take("if")) {
            return first;
        }
        Object condition = or();
        if (!take("else")) {
            throw unexpected();
        }
        Object other = value();
        return Operators.truth(condition) ? first : other;
    }

    private Object or() {
        Object left = and();
        while (take("or")) {
            Object right = and();
            left = Operators.truth(left) ? left : right;
        }
        return left;
    }

    private Object and() {
        Object left = not();
        while (take("and")) {
            Object right = not();
            left = Operators.truth(left) ? right : left;
        }
        return left;
    }

    private Object not() {
        return take("not") ? (Object) !Operators.truth(not()) : comparison();
    }

    private Object comparison() {
        Object left = level(0);
        if (!COMPARISONS.contains(peek().text()) || peek().kind() == Token.Kind.TEXT) {
            return left;
        }
        boolean all = true;
        while (COMPARISONS.contains(peek().text()) && peek().kind() != Token.Kind.TEXT) {
            String sign = next().text();
            if (sign.equals("not")) {
                if (!take("in")) {
                    throw unexpected();
                }
                sign = "not in";
            }
            Object right = level(0);
            all &= Operators.compare(sign, left, right);
            left = right;
        }
        return all;
    }

    private Object level(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        Object left = level(level + 1);
        while (peek().kind() == Token.Kind.SIGN && LEVELS.get(level).contains(peek().text())) {
            String sign = next().text();
            left = Operators.binary(sign, left, level(level + 1));
        }
        return left;
    }

    private Object unary() {
        if (take("-")) {
            return Operators.binary("-", 0L, unary());
        }
        if (take("+")) {
            return unary();
        }
        if (take("~")) {
            return ~Operators.whole(unary());
        }
        Object base = atom();
        return take("**") ? Operators.binary("**", base, unary()) : base;
    }

    private Object atom() {
        Token token = next();
        return switch (token.kind()) {
            case NUMBER -> number(token.text());
            case TEXT -> texts(token.text());
            case NAME -> indexed(take("(") ? names.call(token.text(), list(")")) : constant(token.text()));
            case SIGN -> {
                if (!token.is("(") && !token.is("[")) {
                    throw unexpected();
                }
                List<Object> values = list(token.is("(") ? ")" : "]");
                boolean tuple = token.is("[")
                        || values.size() != 1
                        || tokens.get(at - 2).is(",");
                yield tuple ? indexed(values) : values.get(0);
            }
            case END -> throw unexpected();
        };
    }

    private Object indexed(Object value) {
        if (!(value instanceof List<?> list) || !take("[")) {
            return value;
        }
        long index = Operators.whole(value());
        if (!take("]") || index < -list.size() || index >= list.size()) {
            throw unexpected();
        }
        return list.get((int) (index < 0 ? index + list.size() : index));
    }

    private String texts(String first) {
        StringBuilder joined = new StringBuilder(first);
        while (peek().kind() == Token.Kind.TEXT) {
            joined.append(next().text());
        }
        return joined.toString();
    }

    private List<Object> list(String closing) {
        List<Object> values = new ArrayList<>();
        while (!take(closing)) {
            values.add(value());
            if (!take(",") && !peek().is(closing)) {
                throw unexpected();
            }
        }
        return values;
    }

    private Object constant(String name) {
        return switch (name) {
            case "True" -> true;
            case "False" -> false;
            case "None" -> "None";
            default -> names.value(name);
        };
    }

    private static Object number(String text) {
        if (text.startsWith("0x") || text.startsWith("0X")) {
            return Long.parseLong(text.substring(2), 16);
        }
        return text.contains(".") ? (Object) Double.parseDouble(text) : (Object) Long.parseLong(text);
    }

    Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        at += token.kind() == Token.Kind.END ? 0 : 1;
        return token;
    }

    boolean take(String sign) {
        boolean there = peek().is(sign);
        at += there ? 1 : 0;
        return there;
    }

    private UnsupportedException unexpected() {
        return new UnsupportedException("code near " + peek().text());
    }
}
