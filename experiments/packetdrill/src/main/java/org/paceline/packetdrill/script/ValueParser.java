package org.paceline.packetdrill.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Arguments and results of system calls. */
final class ValueParser {
    private static final Pattern NUMBER = Pattern.compile("-?\\s*(?:0[xX][0-9a-fA-F]+|\\d+)");
    private static final Pattern HEX_BYTE = Pattern.compile("[0-9a-fA-F]{1,2}");
    private static final Pattern FIELD =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*\\s*(?:\\(\\s*(?:\\.\\.\\.|\\d+)\\s*\\)\\s*)?=(?!=)");

    private final Cursor cursor;

    ValueParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Values up to the closing token, which is taken. */
    List<Value> list(String closing) {
        List<Value> values = new ArrayList<>();
        while (!cursor.take(closing)) {
            if (!values.isEmpty()) {
                cursor.expect(",");
            }
            values.add(value());
        }
        return values;
    }

    Value value() {
        List<Value> parts = new ArrayList<>();
        do {
            parts.add(part());
        } while (cursor.take("|"));
        return parts.size() == 1 ? parts.get(0) : new Value.Symbols(parts);
    }

    private Value part() {
        if (cursor.take("...")) {
            return Value.ANYTHING;
        }
        if (cursor.take("[")) {
            return new Value.Array(list("]"));
        }
        if (cursor.take("{")) {
            return struct();
        }
        if (cursor.at("\"")) {
            return new Value.Text(texts());
        }
        if (cursor.at(NUMBER)) {
            return new Value.Whole(number(cursor.take(NUMBER, "a number")));
        }
        if (!cursor.atWord()) {
            throw cursor.wrong("a value");
        }
        String word = cursor.word();
        if (cursor.take("(")) {
            return new Value.Applied(word, list(")"));
        }
        return new Value.Symbol(word);
    }

    private Value struct() {
        List<Value.Field> fields = new ArrayList<>();
        while (!cursor.take("}")) {
            if (!fields.isEmpty()) {
                cursor.expect(",");
            }
            String name = "";
            if (cursor.at(FIELD)) {
                String head = cursor.take(FIELD, "a field");
                name = head.replaceFirst("[\\s(=].*", "");
            }
            fields.add(new Value.Field(name, value()));
        }
        return new Value.Struct(fields);
    }

    private String texts() {
        StringBuilder joined = new StringBuilder();
        while (cursor.take("\"")) {
            char next = cursor.takeRaw();
            while (next != '"') {
                joined.append(next == '\\' ? escaped(cursor.takeRaw()) : next);
                next = cursor.takeRaw();
            }
        }
        return joined.toString();
    }

    private char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            case 'x' -> (char) Integer.parseInt(cursor.take(HEX_BYTE, "two hexadecimal digits"), 16);
            default -> letter;
        };
    }

    static long number(String text) {
        String digits = text.replaceAll("\\s+", "");
        boolean negative = digits.startsWith("-");
        String magnitude = negative ? digits.substring(1) : digits;
        boolean hex = magnitude.startsWith("0x") || magnitude.startsWith("0X");
        boolean octal = !hex && magnitude.length() > 1 && magnitude.startsWith("0");
        long value =
                hex ? Long.parseUnsignedLong(magnitude.substring(2), 16) : Long.parseLong(magnitude, octal ? 8 : 10);
        return negative ? -value : value;
    }
}
