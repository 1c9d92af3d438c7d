package org.paceline.packetdrill.script;

import java.util.List;
import java.util.stream.Collectors;

/** An argument or a result of a system call. */
public sealed interface Value {
    record Whole(long value) implements Value {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A constant by its name, or several that are or-ed. */
    record Symbols(List<Value> parts) implements Value {
        @Override
        public String toString() {
            return parts.stream().map(Value::toString).collect(Collectors.joining("|"));
        }
    }

    record Symbol(String name) implements Value {
        @Override
        public String toString() {
            return name;
        }
    }

    record Text(String value) implements Value {
        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }

    record Array(List<Value> elements) implements Value {
        @Override
        public String toString() {
            return elements.stream().map(Value::toString).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    record Struct(List<Field> fields) implements Value {
        @Override
        public String toString() {
            return fields.stream().map(Field::toString).collect(Collectors.joining(", ", "{", "}"));
        }

        /** The field of that name; {@link Anything} when it is not there. */
        public Value field(String name) {
            for (Field field : fields) {
                if (field.name().equals(name)) {
                    return field.value();
                }
            }
            return ANYTHING;
        }

        /** The field of that name, or the one at that place among those without names. */
        public Value field(String name, int index) {
            Value named = field(name);
            boolean positional =
                    index < fields.size() && fields.get(index).name().isEmpty();
            return named == ANYTHING && positional ? fields.get(index).value() : named;
        }
    }

    /** @param name empty when the fields go by their order */
    record Field(String name, Value value) {
        @Override
        public String toString() {
            return name.isEmpty() ? value.toString() : name + "=" + value;
        }
    }

    /** A function of the language, such as {@code htons(8080)}. */
    record Applied(String function, List<Value> arguments) implements Value {
        @Override
        public String toString() {
            return arguments.stream().map(Value::toString).collect(Collectors.joining(", ", function + "(", ")"));
        }
    }

    /** {@code ...} */
    record Anything() implements Value {
        @Override
        public String toString() {
            return "...";
        }
    }

    Anything ANYTHING = new Anything();
}
