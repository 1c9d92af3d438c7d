package org.paceline.packetdrill.check;

import java.util.ArrayList;
import java.util.List;
import org.paceline.packetdrill.script.UnsupportedException;

/** Python's own functions, as far as assertions use them. */
final class Functions {
    /** A script that counts further is wrong. */
    private static final int MAX_RANGE = 100_000;

    private Functions() {}

    static Object call(String name, List<Object> arguments) {
        if (arguments.isEmpty()) {
            throw new UnsupportedException("code: " + name + "()");
        }
        Object first = arguments.get(0);
        return switch (name) {
            case "abs" ->
                first instanceof Double real ? (Object) Math.abs(real) : (Object) Math.abs(Operators.whole(first));
            case "int", "long" ->
                first instanceof Double real ? (Object) (long) (double) real : (Object) Operators.whole(first);
            case "round" -> first instanceof Double real ? (Object) Math.round(real) : (Object) Operators.whole(first);
            case "float" -> first instanceof Double ? first : (Object) (double) Operators.whole(first);
            case "bool" -> Operators.truth(first);
            case "str", "repr", "hex" -> String.valueOf(first);
            case "len" ->
                first instanceof List<?> list
                        ? (long) list.size()
                        : (long) String.valueOf(first).length();
            case "list", "tuple" -> first;
            case "sum" -> sum(elements(first));
            case "min" -> extreme("<", arguments);
            case "max" -> extreme(">", arguments);
            case "any" -> elements(first).stream().anyMatch(Operators::truth);
            case "all" -> elements(first).stream().allMatch(Operators::truth);
            case "range", "xrange" -> range(arguments);
            default -> throw new UnsupportedException("code: function " + name);
        };
    }

    static List<Object> elements(Object value) {
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new UnsupportedException("code: " + value + " as a list");
    }

    private static Object sum(List<Object> elements) {
        Object total = 0L;
        for (Object each : elements) {
            total = Operators.binary("+", total, each);
        }
        return total;
    }

    private static Object extreme(String sign, List<Object> arguments) {
        List<Object> candidates = arguments.size() == 1 ? elements(arguments.get(0)) : arguments;
        Object best = candidates.get(0);
        for (Object each : candidates) {
            best = Operators.compare(sign, each, best) ? each : best;
        }
        return best;
    }

    private static List<Object> range(List<Object> arguments) {
        long first = arguments.size() > 1 ? Operators.whole(arguments.get(0)) : 0;
        long end = Operators.whole(arguments.get(arguments.size() > 1 ? 1 : 0));
        long step = arguments.size() > 2 ? Operators.whole(arguments.get(2)) : 1;
        List<Object> numbers = new ArrayList<>();
        for (long each = first; step > 0 ? each < end : each > end; each += step) {
            numbers.add(each);
            if (step == 0 || numbers.size() > MAX_RANGE) {
                throw new UnsupportedException("code: a range of more than " + MAX_RANGE + " numbers");
            }
        }
        return numbers;
    }
}
