package org.paceline.packetdrill.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.utcp.tcp.PushRule;

/** Commands between backquotes, read as settings of the host: nothing is executed. What is not known is said so. */
public final class ShellLines {
    private static final Pattern ARITHMETIC = Pattern.compile("\\$\\(\\(\\s*([^()]+?)\\s*\\)\\)");
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");
    private static final Pattern PRODUCT = Pattern.compile("(-?\\d+)\\s*([-+*/])\\s*(-?\\d+)");

    /**
     * Scripts of the suites that set what the profile is set to already, or put things back, when they are not there to
     * be read.
     */
    private static final Pattern SETTLED = Pattern.compile("default|restore|reset|setup|cleanup|init\\b|common");

    private static final List<String> HARMLESS = List.of(
            "true",
            ":",
            "echo",
            "sleep",
            "sync",
            "kldload",
            "kldunload",
            "logger",
            "exit",
            "rm",
            "export",
            "set",
            "modprobe",
            "lsmod",
            "uname",
            "which",
            "cleanup",
            "cat",
            "ls",
            "ulimit",
            "dmesg",
            "unset",
            "trap",
            "wait",
            "chrt",
            "taskset",
            "date",
            "tput",
            "printf",
            "mkdir",
            "touch",
            "cap_set",
            "nft",
            "tcpdump");

    /** Words that begin or end a compound command; what stands behind them is a command of its own. */
    private static final Set<String> COMPOUND = Set.of("if", "then", "else", "fi", "do", "done", "{", "}", "!");

    /** {@code echo VALUE > /proc/sys/NAME}. */
    private static final Pattern PROC_WRITE = Pattern.compile(
            "(?:echo|printf)\\s+(?:-[neE]+\\s+)?(.*?)\\s*>+\\s*" + "(?:\"|')?(/proc/sys/[\\w./-]+)(?:\"|')?\\s*");

    private static final Set<String> PREFIXES = Set.of("sudo", ".", "source", "sh", "bash", "env", "python", "python3");

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)\\}|([A-Za-z_]\\w*))");

    private final SysctlTable sysctls;
    private final HostSettings host;
    private final SocketList sockets;
    private final Path directory;
    private final Map<String, String> variables = new HashMap<>();

    /** @param directory of the script, from which sourced files are found */
    public ShellLines(HostSettings host, SocketList sockets, Path directory) {
        this.host = host;
        this.sysctls = SysctlTable.of(host.profile());
        this.sockets = sockets;
        this.directory = directory;
    }

    /** @throws UnsupportedException for a command that is neither understood nor known to be without meaning here */
    public void run(String commands) {
        for (String line : commands.replaceAll("\\\\\\s*\\n", " ").split("\n|;|&&|\\|\\|", -1)) {
            String bare = expanded(line.replaceFirst("(^|\\s)#.*", "")).strip();
            Matcher written = PROC_WRITE.matcher(bare);
            if (written.matches()) {
                sysctls.apply(host, written.group(2), written.group(1).replaceAll("[\"']", ""));
                continue;
            }
            bare = bare.replaceAll("\\d?>+\\s*&?\\S+", "").strip();
            if (!bare.isEmpty()) {
                command(words(bare));
            }
        }
    }

    private String expanded(String line) {
        String values = VARIABLE.matcher(line).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            return Matcher.quoteReplacement(variables.getOrDefault(name, found.group()));
        });
        return ARITHMETIC.matcher(values).replaceAll(found -> Matcher.quoteReplacement(evaluate(found.group(1))));
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group().replace("\"", "").replace("'", ""));
        }
        return words;
    }

    private static String evaluate(String expression) {
        Matcher product = PRODUCT.matcher(expression.strip());
        if (!product.matches()) {
            if (expression.strip().matches("-?\\d+")) {
                return expression.strip();
            }
            throw new UnsupportedException("shell arithmetic " + expression);
        }
        long left = Long.parseLong(product.group(1));
        long right = Long.parseLong(product.group(3));
        return String.valueOf(
                switch (product.group(2).charAt(0)) {
                    case '+' -> left + right;
                    case '-' -> left - right;
                    case '*' -> left * right;
                    default -> left / right;
                });
    }

    private void command(List<String> words) {
        String name = words.get(0);
        List<String> arguments = words.subList(1, words.size());
        if (COMPOUND.contains(name) || PREFIXES.contains(name)) {
            if (!arguments.isEmpty()) {
                command(arguments.get(0).matches("-[ex]+") ? arguments.subList(1, arguments.size()) : arguments);
            }
            return;
        }
        if (name.matches("[A-Za-z_]\\w*=.*")) {
            variables.put(name.substring(0, name.indexOf('=')), name.substring(name.indexOf('=') + 1));
            if (!arguments.isEmpty()) {
                command(arguments);
            }
            return;
        }
        String base = name.substring(name.lastIndexOf('/') + 1);
        switch (base) {
            case "sockstat" -> new SocketCommands(sockets).sockstat(arguments);
            case "tcpdrop" -> new SocketCommands(sockets).tcpdrop(arguments);
            case "sysctl", "set_sysctls.py" -> sysctl(arguments);
            case "[", "test", "grep", "egrep", "for" ->
                throw new UnsupportedException("shell command " + String.join(" ", words));
            case "ip", "tc", "ethtool", "ifconfig", "route", "nstat", "iptables", "ip6tables", "ss", "netstat" ->
                tool(base, arguments);
            default -> {
                if (base.endsWith(".sh")) {
                    source(name, base);
                } else if (!HARMLESS.contains(base)) {
                    throw new UnsupportedException("shell command " + base);
                }
            }
        }
    }

    private void sysctl(List<String> arguments) {
        for (int index = 0; index < arguments.size(); index++) {
            String argument = arguments.get(index);
            int equals = argument.indexOf('=');
            if (argument.matches("-[pf].*|--load.*|--system")) {
                throw new UnsupportedException("sysctl " + String.join(" ", arguments));
            }
            if (argument.startsWith("-")) {
                continue;
            }
            if (equals < 0) {
                sysctls.require(argument); // it is printed, and nobody reads it
                continue;
            }
            sysctls.apply(host, argument.substring(0, equals), argument.substring(equals + 1));
        }
    }

    /** Tools of the network: what only cleans up or shows is without meaning on a host that lives for one script. */
    private void tool(String name, List<String> arguments) {
        String line = String.join(" ", arguments);
        boolean harmless =
                switch (name) {
                    case "ip" ->
                        line.matches("(-\\d )?(tcp_metrics flush|tcp_metrics del).*"
                                + "|.*route (flush|get).*|ro flush.*"
                                + "|(-\\d )?(link|addr|address|a|neigh|rule) (?!.*\\bmtu\\b).*");
                    case "tc" ->
                        line.matches("(-\\w )*(qdisc|filter) .*") && !line.matches(".*\\b(netem|tbf|police)\\b.*");
                    case "ethtool" -> line.matches("-[kK].*") && !line.matches(".*\\b(tso|gso) off.*");
                    case "nstat" -> !line.contains("|");
                    case "ss", "netstat" -> !line.contains("|") && !line.contains("-K");
                    default -> false;
                };
        if (harmless) {
            return;
        }
        if (name.equals("ethtool") && line.matches("-K \\S+ .*\\b(tso|gso) off.*")) {
            // no burst is one packet then, and no end of one is pushed
            host.tcp(tcp -> tcp.withStyle(style -> style.withPush(PushRule.END_OF_QUEUE)));
            return;
        }
        if (name.equals("ip") && RouteMetrics.apply(host, arguments)) {
            return;
        }
        throw new UnsupportedException("shell command " + name + " " + line);
    }

    private void source(String name, String base) {
        if (base.startsWith("sysctl_restore")) {
            return; // what set_sysctls.py leaves for the next script, of which there is none
        }
        Path file = directory.resolve(name).normalize();
        Path beside = file.getParent();
        if (Files.isRegularFile(file)) {
            try {
                new ShellLines(host, sockets, beside == null ? directory : beside)
                        .run(withoutShebang(Files.readString(file)));
            } catch (IOException unreadable) {
                throw new UnsupportedException("unreadable file " + name);
            }
        } else if (!SETTLED.matcher(base).find()) {
            throw new UnsupportedException("missing file " + name);
        }
    }

    private static String withoutShebang(String text) {
        return text.startsWith("#!") ? text.substring(Math.max(0, text.indexOf('\n'))) : text;
    }
}
