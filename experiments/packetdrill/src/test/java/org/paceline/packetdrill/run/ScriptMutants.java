package org.paceline.packetdrill.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scripts with one expectation changed beyond tolerance: a flag, a number, an option, a time, a result, an assertion.
 */
final class ScriptMutants {
    private static final Pattern EXPECTED = Pattern.compile("^\\s*[+*.0-9~]+\\s+>\\s.*");
    private static final Pattern SEQUENCE = Pattern.compile("(\\d+):(\\d+)\\((\\d+)\\)");
    private static final Pattern FLAGS = Pattern.compile("([SFRPUEWA]*\\.|[SFRPUEWA]+)(?=\\s+(\\d+:|\\.\\.\\.))");
    private static final Pattern FIXED_TIME = Pattern.compile("^\\s*(\\+?)(\\d*\\.?\\d+)(?=\\s)");
    private static final Pattern CALL_END = Pattern.compile("(?<=\\d\\.\\.\\.)(\\d*\\.?\\d+)");
    private static final Pattern RESULT = Pattern.compile("\\)\\s*=\\s*(-?\\d+)\\s*(E[A-Z]+)?(?=\\s*(\\(|$|//))");
    private static final List<Pattern> NUMBERS = List.of(
            Pattern.compile("(?<=\\back )(\\d+)"),
            Pattern.compile("(?<=\\bwin )(\\d+)"),
            Pattern.compile("(?<=\\bmss )(\\d+)"),
            Pattern.compile("(?<=\\bwscale )(\\d+)"),
            Pattern.compile("(?<=\\becr )(\\d+)"),
            Pattern.compile("(?<=\\bsack )(\\d+)"),
            Pattern.compile("(?<=\\bsack \\d{1,9}:)(\\d+)"),
            Pattern.compile("(?<=\\bttl )(\\d+)"),
            Pattern.compile("(?<=\\btos )(\\d+)"));
    private static final Pattern GIVEN_BACK = Pattern.compile("(?<=(SO_ERROR|SIOCINQ|FIONREAD|SIOCOUTQ), \\[)(\\d+)");
    private static final Pattern READY = Pattern.compile("(?<=revents=)[A-Z0-9|]+");
    private static final Pattern EQUAL = Pattern.compile("(?<=== )(\\d+)");
    private static final Pattern BOUND = Pattern.compile("(?<=<= )(\\d+)");

    /** One changed script. */
    record Mutant(int line, String before, String after, String text) {}

    private final String[] lines;
    private final boolean ticks;
    private final List<Mutant> mutants = new ArrayList<>();

    private ScriptMutants(String text) {
        this.lines = text.split("\n", -1);
        this.ticks = text.contains("tcp_ts_tick_usecs");
    }

    static List<Mutant> of(String text) {
        ScriptMutants made = new ScriptMutants(text);
        boolean code = false;
        boolean unread = false; // what stands for the other family
        for (int index = 0; index < made.lines.length; index++) {
            String line = made.lines[index];
            unread = line.startsWith("#") ? line.equals("#ifdef IPV6") : unread;
            if (line.startsWith("//") || line.startsWith("#") || unread) {
                continue;
            }
            code |= line.contains("%{");
            made.mutate(index, line, code);
            code &= !line.contains("}%");
        }
        return made.mutants;
    }

    private void mutate(int index, String line, boolean code) {
        if (code) {
            if (line.contains("assert")) {
                numbers(index, line, EQUAL);
                replaceEach(index, line, BOUND, number -> "-1");
            }
        } else if (EXPECTED.matcher(line).matches()) {
            packet(index, line);
        } else if (!line.contains(" < ")) {
            call(index, line);
        }
    }

    private void packet(int index, String line) {
        String head = line.substring(0, line.indexOf('>') + 1);
        replaceEach(index, line, FLAGS, ScriptMutants::otherFlags);
        // a SYN gives the first number
        boolean handshake = line.substring(0, Math.max(0, line.indexOf(':'))).contains("S");
        Matcher sequence = SEQUENCE.matcher(line);
        if (sequence.find()) {
            long first = Long.parseLong(sequence.group(1));
            long bytes = Long.parseLong(sequence.group(3));
            if (!handshake) {
                change(index, line, sequence, (first + 1) + ":" + (first + 1 + bytes) + "(" + bytes + ")");
            }
            change(index, line, sequence, first + ":" + (first + bytes + 1) + "(" + (bytes + 1) + ")");
        }
        NUMBERS.forEach(pattern -> numbers(index, line, pattern));
        if (ticks) {
            replaceEach(index, line, Pattern.compile("(?<=\\bval )(?!100\\b)(\\d+)"), ScriptMutants::muchMore);
        }
        replaceEach(index, line, Pattern.compile("sackOK"), option -> "nop,nop");
        replaceEach(index, line, Pattern.compile("ect0|noecn"), mark -> "ce");
        if (!line.contains("<")) {
            changed(index, line, line + " <nop,nop,nop,nop>");
        }
        Matcher time = FIXED_TIME.matcher(head);
        if (time.find()) {
            double seconds = Double.parseDouble(time.group(2));
            String later = String.format(Locale.ROOT, "%s%.3f", time.group(1), seconds + Math.max(0.02, seconds / 2));
            changed(index, line, later + line.substring(time.end()));
        }
    }

    private void call(int index, String line) {
        Matcher result = RESULT.matcher(line);
        boolean opens = line.contains("socket(") || line.contains("accept(") || line.contains("epoll_create");
        if (result.find() && !opens) {
            boolean failed = result.group(2) != null;
            String other = failed ? "EMSGSIZE" : String.valueOf(Long.parseLong(result.group(1)) + 1);
            int from = failed ? result.start(2) : result.start(1);
            int to = failed ? result.end(2) : result.end(1);
            changed(index, line, line.substring(0, from) + other + line.substring(to));
        }
        numbers(index, line, GIVEN_BACK);
        replaceEach(index, line, READY, events -> events.equals("0") ? "POLLOUT" : "POLLHUP");
        replaceEach(index, line, Pattern.compile("(?<=SO_ERROR, \\[)E[A-Z]+"), errno -> "EMSGSIZE");
        replaceEach(index, line, CALL_END, end -> String.valueOf(Double.parseDouble(end) * 2 + 0.02));
    }

    private static String otherFlags(String flags) {
        return flags.contains("P") ? flags.replace("P", "") : "P" + flags;
    }

    private static String muchMore(String number) {
        return String.valueOf(Long.parseLong(number) + 500);
    }

    private void numbers(int index, String line, Pattern pattern) {
        replaceEach(index, line, pattern, number -> String.valueOf(Long.parseLong(number) + 1));
    }

    private void replaceEach(int index, String line, Pattern pattern, java.util.function.UnaryOperator<String> change) {
        Matcher matcher = pattern.matcher(line);
        while (matcher.find()) {
            change(index, line, matcher, change.apply(matcher.group()));
        }
    }

    private void change(int index, String line, Matcher found, String replacement) {
        changed(index, line, line.substring(0, found.start()) + replacement + line.substring(found.end()));
    }

    private void changed(int index, String before, String after) {
        String[] copy = lines.clone();
        copy[index] = after;
        mutants.add(new Mutant(index + 1, before, after, String.join("\n", copy)));
    }
}
