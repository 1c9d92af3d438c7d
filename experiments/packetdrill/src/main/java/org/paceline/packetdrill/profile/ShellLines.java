package org.paceline.packetdrill.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.packetdrill.script.UnsupportedException;

/** Commands between backquotes, read as settings of the host: nothing is executed. What is not known is said so. */
public final class ShellLines {
    private static final Pattern ARITHMETIC = Pattern.compile("\\$\\(\\(\\s*([^()]+?)\\s*\\)\\)");
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");
    private static final Pattern PRODUCT = Pattern.compile("(-?\\d+)\\s*([-+*/])\\s*(-?\\d+)");

    /** Scripts of the suites that set what the profile is set to already, when they are not there to be read. */
    private static final Map<String, String> KNOWN_DEFAULTS =
            Map.of("defaults.sh", "defaults", "restore_sysctls.sh", "");

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
            "fi",
            "then",
            "else");

    private final SysctlTable sysctls;
    private final HostSettings host;
    private final SocketList sockets;
    private final Path directory;

    /** @param directory of the script, from which sourced files are found */
    public ShellLines(HostSettings host, SocketList sockets, Path directory) {
        this.host = host;
        this.sysctls = SysctlTable.of(host.profile());
        this.sockets = sockets;
        this.directory = directory;
    }

    /** @throws UnsupportedException for a command that is neither understood nor known to be without meaning here */
    public void run(String commands) {
        String joined = ARITHMETIC
                .matcher(commands.replaceAll("\\\\\\s*\\n", " "))
                .replaceAll(found -> Matcher.quoteReplacement(evaluate(found.group(1))));
        for (String line : joined.split("\n|;|&&|\\|\\|", -1)) {
            String bare = line.replaceFirst("(^|\\s)#.*", "")
                    .replaceAll("\\d?>+\\s*&?\\S+", "")
                    .strip();
            if (!bare.isEmpty()) {
                command(words(bare));
            }
        }
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
        if (name.equals("sudo")
                || name.equals(".")
                || name.equals("source")
                || name.equals("sh")
                || name.equals("bash")) {
            command(arguments);
            return;
        }
        String base = name.substring(name.lastIndexOf('/') + 1);
        switch (base) {
            case "sockstat" -> new SocketCommands(sockets).sockstat(arguments);
            case "tcpdrop" -> new SocketCommands(sockets).tcpdrop(arguments);
            case "sysctl", "set_sysctls.py" -> sysctl(arguments);
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
            if (argument.startsWith("-")) {
                continue;
            }
            if (equals < 0) {
                throw new UnsupportedException("sysctl " + argument + " read by a script");
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
                                + "|.*route (flush|get).*|ro flush.*|link .*");
                    case "tc" -> line.matches("qdisc (add|replace|del|change|show) .*") && !line.contains("netem");
                    case "ethtool" -> line.startsWith("-K") || line.startsWith("-k");
                    case "nstat" -> line.isEmpty() || line.startsWith("-n");
                    case "ss", "netstat" -> false;
                    default -> false;
                };
        if (harmless) {
            return;
        }
        Matcher window = Pattern.compile(".*\\binitcwnd (\\d+).*").matcher(line);
        if (name.equals("ip") && (line.contains("route") || line.startsWith("ro ")) && window.matches()) {
            host.tcp(tcp -> tcp.withInitialWindowSegments(Integer.parseInt(window.group(1))));
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
        } else if (!KNOWN_DEFAULTS.containsKey(base)) {
            throw new UnsupportedException("missing file " + name);
        }
    }

    private static String withoutShebang(String text) {
        return text.startsWith("#!") ? text.substring(Math.max(0, text.indexOf('\n'))) : text;
    }
}
