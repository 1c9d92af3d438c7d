package org.paceline.packetdrill.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paceline.packetdrill.script.UnsupportedException;

/** Runs the code blocks of one script, whose variables and functions live from one to the next. */
public final class CodeBlock implements Names {
    private static final Set<String> ASSIGNMENTS =
            Set.of("=", "+", "-", "*", "/", "//", "%", "&", "|", "^", "<<", ">>");

    /** A loop that goes on for longer is wrong. */
    private static final int MAX_STEPS = 1_000_000;

    private static final int MAX_CALLS = 100;

    /** A function of the script: its parameters and what it does. */
    private record Defined(List<String> parameters, List<Statement> body) {}

    /** What ends a suite before its last statement: a failed assertion, or a function's value. */
    private record Ended(@Nullable String failure, Object value) {}

    private final Map<String, Object> variables = new HashMap<>();
    private final Map<String, Defined> functions = new HashMap<>();
    private final Function<String, @Nullable Object> environment;
    private final Map<String, Object> used = new TreeMap<>();

    /** An assertion that failed in a function which a statement has called. */
    private @Nullable String failureInside;

    private int steps;
    private int calls;

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
        steps = 0;
        Ended ended = suite(Statement.of(source));
        return ended == null ? null : ended.failure();
    }

    private @Nullable Ended suite(List<Statement> statements) {
        int at = 0;
        boolean decided = false; // a branch of the if at hand was taken
        while (at < statements.size()) {
            Statement statement = statements.get(at);
            int end = at + 1;
            while (end < statements.size() && statements.get(end).indent() > statement.indent()) {
                end++;
            }
            List<Statement> body = statements.subList(at + 1, end);
            String keyword = statement.keyword();
            Ended ended = null;
            switch (keyword) {
                case "if", "elif" -> {
                    boolean open = keyword.equals("if") || !decided;
                    boolean holds = open && Operators.truth(value(statement.head()));
                    decided = holds || !open;
                    ended = holds ? branch(statement, body) : null;
                }
                case "else" -> ended = decided ? null : branch(statement, body);
                case "while" -> ended = repeat(statement, body);
                case "for" -> ended = each(statement, body);
                case "def" -> define(statement, body);
                default -> {
                    if (!body.isEmpty()) {
                        throw new UnsupportedException("code: " + statement.text());
                    }
                    ended = simple(statement.text());
                }
            }
            String inside = failureInside;
            if (inside != null) {
                failureInside = null;
                return new Ended(inside, 0L);
            }
            if (ended != null) {
                return ended;
            }
            at = end;
        }
        return null;
    }

    private @Nullable Ended branch(Statement head, List<Statement> body) {
        step();
        if (!head.rest().isEmpty()) {
            Ended ended = suite(List.of(new Statement(0, head.rest())));
            return ended != null ? ended : suite(body);
        }
        return suite(body);
    }

    private void step() {
        if (++steps > MAX_STEPS) {
            throw new UnsupportedException("code: a loop of more than " + MAX_STEPS + " steps");
        }
    }

    private @Nullable Ended repeat(Statement head, List<Statement> body) {
        while (Operators.truth(value(head.head()))) {
            Ended ended = branch(head, body);
            if (ended != null) {
                return ended;
            }
        }
        return null;
    }

    private @Nullable Ended each(Statement head, List<Statement> body) {
        String[] parts = head.head().split("\\s+in\\s+", 2);
        if (parts.length < 2 || !parts[0].matches("\\w+") || (head.rest().isEmpty() && body.isEmpty())) {
            throw new UnsupportedException("code: " + head.text());
        }
        for (Object element : Functions.elements(value(parts[1]))) {
            variables.put(parts[0], element);
            Ended ended = branch(head, body);
            if (ended != null) {
                return ended;
            }
        }
        return null;
    }

    private void define(Statement head, List<Statement> body) {
        String[] parts = head.head().replaceAll("[\\s)]", "").split("\\(", 2);
        if (parts.length < 2 || parts[1].contains("=") || parts[1].contains("*")) {
            throw new UnsupportedException("code: " + head.text());
        }
        List<String> parameters = parts[1].isEmpty() ? List.of() : List.of(parts[1].split(",", -1));
        List<Statement> whole = head.rest().isEmpty() ? body : List.of(new Statement(0, head.rest()));
        functions.put(parts[0], new Defined(parameters, List.copyOf(whole)));
    }

    private @Nullable Ended simple(String statement) {
        List<Token> tokens = Token.of(statement);
        Token first = tokens.get(0);
        used.clear();
        switch (first.text()) {
            case "assert" -> {
                String failure = assertion(statement, tokens);
                return failure == null ? null : new Ended(failure, 0L);
            }
            case "return" -> {
                boolean bare = tokens.get(1).kind() == Token.Kind.END;
                return new Ended(null, bare ? 0L : whole(new Expression(tokens, 1, this), statement));
            }
            case "print", "pass", "global", "import", "from" -> {
                return null; // whose names a block then uses is not here
            }
            case "class", "try", "except", "finally", "del", "with", "break", "continue" ->
                throw new UnsupportedException("code: " + first.text());
            default -> {}
        }
        if (first.kind() != Token.Kind.NAME) {
            throw new UnsupportedException("code " + statement);
        }
        assign(statement, tokens);
        return null;
    }

    private void assign(String statement, List<Token> tokens) {
        String name = tokens.get(0).text();
        String sign = tokens.get(1).text();
        boolean inPlace =
                !sign.equals("=") && ASSIGNMENTS.contains(sign) && tokens.get(2).is("=");
        if (sign.equals("(")) {
            whole(new Expression(tokens, 0, this), statement);
            return;
        }
        if (!sign.equals("=") && !inPlace) {
            throw new UnsupportedException("code " + statement);
        }
        Object value = whole(new Expression(tokens, inPlace ? 3 : 2, this), statement);
        variables.put(name, inPlace ? Operators.binary(sign, value(name), value) : value);
    }

    private static Object whole(Expression expression, String statement) {
        Object value = expression.value();
        if (expression.peek().kind() != Token.Kind.END) {
            throw new UnsupportedException("code " + statement);
        }
        return value;
    }

    private @Nullable String assertion(String statement, List<Token> tokens) {
        Expression expression = new Expression(tokens, 1, this);
        Object value = expression.value();
        if (Operators.truth(value)) {
            if (!expression.take(",") && expression.peek().kind() != Token.Kind.END) {
                throw new UnsupportedException("code " + statement);
            }
            return null;
        }
        return statement + " with " + used;
    }

    /** The value of a name, or of a whole expression. */
    @Override
    public Object value(String text) {
        if (!text.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
            return whole(new Expression(Token.of(text), 0, this), text);
        }
        Object assigned = variables.get(text);
        Object value = assigned == null ? environment.apply(text) : assigned;
        if (value == null) {
            throw new UnsupportedException("code: name " + text);
        }
        used.put(text, value);
        return value;
    }

    /** A function of the script sees and changes the script's variables; its parameters are its own. */
    @Override
    public Object call(String function, List<Object> arguments) {
        Defined defined = functions.get(function);
        if (defined == null) {
            return Functions.call(function, arguments);
        }
        if (defined.parameters().size() != arguments.size() || ++calls > MAX_CALLS) {
            throw new UnsupportedException("code: call of " + function);
        }
        Map<String, Object> before = new HashMap<>(variables);
        for (int index = 0; index < arguments.size(); index++) {
            variables.put(defined.parameters().get(index), arguments.get(index));
        }
        Ended ended = suite(defined.body());
        for (String parameter : defined.parameters()) {
            Object hidden = before.get(parameter);
            if (hidden == null) {
                variables.remove(parameter);
            } else {
                variables.put(parameter, hidden);
            }
        }
        calls--;
        if (ended != null && ended.failure() != null) {
            failureInside = ended.failure();
        }
        return ended == null ? 0L : ended.value();
    }
}
