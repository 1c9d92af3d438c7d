package org.paceline.packetdrill.check;

import java.util.List;
import org.paceline.packetdrill.script.UnsupportedException;

/** Python's operators over numbers and texts. */
final class Operators {
    private Operators() {}

    static Object binary(String sign, Object left, Object right) {
        if (left instanceof String text) {
            return switch (sign) {
                case "%" -> text + " % " + right; // a message, which nobody compares
                case "+" -> text + right;
                default -> throw new UnsupportedException("code: " + sign + " on a string");
            };
        }
        if (sign.matches("//?|%") && real(right) == 0) {
            throw new UnsupportedException("code: division by zero");
        }
        if (left instanceof Double || right instanceof Double || sign.equals("/")) {
            return real(sign, real(left), real(right));
        }
        return whole(sign, whole(left), whole(right));
    }

    private static Object whole(String sign, long left, long right) {
        return switch (sign) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "//" -> Math.floorDiv(left, right);
            case "%" -> Math.floorMod(left, right);
            case "&" -> left & right;
            case "|" -> left | right;
            case "^" -> left ^ right;
            case "<<" -> left << right;
            case ">>" -> left >> right;
            case "**" -> Math.round(Math.pow((double) left, (double) right));
            default -> throw new UnsupportedException("code: operator " + sign);
        };
    }

    private static Object real(String sign, double left, double right) {
        double result =
                switch (sign) {
                    case "+" -> left + right;
                    case "-" -> left - right;
                    case "*" -> left * right;
                    case "/" -> left / right;
                    case "//" -> Math.floor(left / right);
                    case "%" -> left - right * Math.floor(left / right);
                    case "**" -> Math.pow(left, right);
                    default -> throw new UnsupportedException("code: operator " + sign + " on fractions");
                };
        boolean exact = sign.equals("/") && result == Math.rint(result);
        return exact ? (Object) (long) result : (Object) result;
    }

    static boolean compare(String sign, Object left, Object right) {
        return switch (sign) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "<" -> real(left) < real(right);
            case "<=" -> real(left) <= real(right);
            case ">" -> real(left) > real(right);
            case ">=" -> real(left) >= real(right);
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            default -> throw new UnsupportedException("code: comparison " + sign);
        };
    }

    private static boolean contains(Object collection, Object element) {
        if (collection instanceof List<?> list) {
            return list.stream().anyMatch(each -> equal(each, element));
        }
        return collection.toString().contains(element.toString());
    }

    private static boolean equal(Object left, Object right) {
        boolean texts = left instanceof String || right instanceof String;
        return texts ? left.equals(right) : real(left) == real(right);
    }

    static boolean truth(Object value) {
        return value instanceof String text
                ? !text.isEmpty()
                : value instanceof List<?> list ? !list.isEmpty() : real(value) != 0;
    }

    static long whole(Object value) {
        if (value instanceof Boolean bit) {
            return bit ? 1 : 0;
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new UnsupportedException("code: " + value + " as a number");
    }

    private static double real(Object value) {
        return value instanceof Number number ? number.doubleValue() : whole(value);
    }
}
