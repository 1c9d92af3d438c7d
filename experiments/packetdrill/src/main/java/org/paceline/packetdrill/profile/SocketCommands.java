package org.paceline.packetdrill.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.paceline.packetdrill.script.UnsupportedException;

/** {@code sockstat … | grep …} asks for a connection's state, and {@code tcpdrop} ends connections. */
final class SocketCommands {
    private final SocketList sockets;

    SocketCommands(SocketList sockets) {
        this.sockets = sockets;
    }

    /** @throws CommandFailure when the last grep finds nothing */
    void sockstat(List<String> arguments) {
        int stage = arguments.indexOf("|");
        List<String> options = stage < 0 ? arguments : arguments.subList(0, stage);
        boolean states = options.stream().anyMatch(option -> option.matches("-[a-zA-Z0-9]*s[a-zA-Z0-9]*"));
        List<String> lines = new ArrayList<>();
        for (String line : sockets.lines()) {
            lines.add(states ? line : line.substring(0, line.lastIndexOf(' ')));
        }
        List<String> rest = stage < 0 ? List.of() : arguments.subList(stage + 1, arguments.size());
        while (!rest.isEmpty()) {
            int next = rest.indexOf("|");
            lines = grep(next < 0 ? rest : rest.subList(0, next), lines);
            rest = next < 0 ? List.of() : rest.subList(next + 1, rest.size());
        }
        if (stage >= 0 && lines.isEmpty()) {
            throw new CommandFailure("no line of " + sockets.lines());
        }
    }

    private static List<String> grep(List<String> words, List<String> lines) {
        String name = words.get(0);
        boolean inverted = false;
        boolean literal = false;
        String pattern = null;
        for (String word : words.subList(1, words.size())) {
            if (word.matches("-[qEwFivc]+")) {
                inverted |= word.contains("v");
                literal |= word.contains("F");
            } else if (pattern == null) {
                pattern = word;
            } else {
                name = String.join(" ", words);
            }
        }
        if (pattern == null || !name.matches("(.*/)?[ef]?grep")) {
            throw new UnsupportedException("sockstat into " + name);
        }
        Pattern wanted = Pattern.compile(literal ? Pattern.quote(pattern) : pattern);
        boolean without = inverted;
        return lines.stream()
                .filter(line -> wanted.matcher(line).find() != without)
                .toList();
    }

    /** All, those of a state, or the one between two addresses and ports. */
    void tcpdrop(List<String> arguments) {
        int state = arguments.indexOf("-s");
        String pattern;
        if (state >= 0 && state + 1 < arguments.size()) {
            pattern = arguments.get(state + 1) + "$";
        } else if (arguments.contains("-a")) {
            pattern = "";
        } else if (arguments.size() == 4) {
            pattern = Pattern.quote(":" + arguments.get(1)) + " .*" + Pattern.quote(":" + arguments.get(3)) + " ";
        } else {
            throw new UnsupportedException("shell command tcpdrop " + String.join(" ", arguments));
        }
        if (sockets.drop(pattern) == 0 && !arguments.contains("-a")) {
            throw new CommandFailure("no such connection among " + sockets.lines());
        }
    }
}
