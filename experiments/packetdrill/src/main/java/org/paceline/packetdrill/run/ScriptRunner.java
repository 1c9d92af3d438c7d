package org.paceline.packetdrill.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.packetdrill.profile.HostSettings;
import org.paceline.packetdrill.profile.Profile;
import org.paceline.packetdrill.script.Event;
import org.paceline.packetdrill.script.Script;
import org.paceline.packetdrill.script.ScriptException;
import org.paceline.packetdrill.script.ScriptParser;
import org.paceline.packetdrill.script.UnsupportedException;

/**
 * Runs scripts, each on a stack of its own.
 *
 * @param options packetdrill's options, which go before those of a script
 * @param symbols what {@code -D} defines
 */
public record ScriptRunner(Profile profile, Map<String, String> options, Map<String, String> symbols) {
    private static final Pattern IP_VERSION = Pattern.compile("(?m)^\\s*--ip_version=(\\S+)");

    public ScriptRunner {
        options = Map.copyOf(options);
        symbols = Map.copyOf(symbols);
    }

    public static ScriptRunner of(Profile profile) {
        return new ScriptRunner(profile, Map.of(), Map.of());
    }

    /** A file that cannot be read is a failure like others, so that one does not keep many from their verdict. */
    public Verdict run(Path file) {
        try {
            return run(file, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Verdict.failed(file.toString(), 0, "cannot be read: " + unreadable);
        }
    }

    /** Runs a text that stands in for the file. */
    public Verdict run(Path file, String text) {
        String name = file.toString();
        Script script;
        try {
            script = ScriptParser.parse(name, text, symbols(file, text));
        } catch (ScriptException unreadable) {
            return Verdict.failed(
                    name,
                    unreadable.location().line(),
                    "cannot be read: " + unreadable.location() + ": " + unreadable.getMessage());
        } catch (RuntimeException | StackOverflowError broken) {
            return Verdict.failed(name, 0, "cannot be read: " + broken + origin(broken));
        }
        Path directory = file.toAbsolutePath().getParent();
        try {
            RunOptions runOptions = RunOptions.of(options, script.options(), version6ByName(file));
            return run(
                    new ScriptRun(
                            script, HostSettings.of(profile), runOptions, directory == null ? Path.of("/") : directory),
                    name);
        } catch (UnsupportedException missing) {
            return Verdict.unsupported(name, String.valueOf(missing.getMessage()));
        } catch (RuntimeException broken) {
            return Verdict.failed(name, 0, "broken: " + broken + origin(broken));
        }
    }

    private static Verdict run(ScriptRun run, String name) {
        try {
            run.run();
            return Verdict.passed(name);
        } catch (ScriptFailure failure) {
            return Verdict.failed(name, failure.line(), String.valueOf(failure.getMessage()));
        } catch (UnsupportedException missing) {
            return Verdict.unsupported(name, at(run) + missing.getMessage());
        } catch (RuntimeException | AssertionError | StackOverflowError broken) {
            Event event = run.current();
            int line = event == null ? 0 : event.location().line();
            return Verdict.failed(name, line, "broken: " + broken + origin(broken));
        }
    }

    private static String at(ScriptRun run) {
        Event event = run.current();
        return event == null ? "" : "line " + event.location().line() + ": ";
    }

    private static String origin(Throwable broken) {
        StackTraceElement[] trace = broken.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    /** Suites of FreeBSD keep one script for both versions of IP, and tell them by the name. */
    private static boolean version6ByName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.contains("ipv6") && !name.contains("ipv4-mapped");
    }

    /** Those of the command line, and those that the suites' own runners define for each version of IP. */
    private Map<String, String> symbols(Path file, String text) {
        Matcher inScript = IP_VERSION.matcher(text);
        String written = inScript.find() ? inScript.group(1) : version6ByName(file) ? "ipv6" : "ipv4";
        boolean version6 = options.getOrDefault("ip_version", written).equalsIgnoreCase("ipv6");
        Map<String, String> all = new HashMap<>();
        all.put(version6 ? "IPV6" : "IPV4", "");
        all.put("CMSG_LEVEL_IP", version6 ? "SOL_IPV6" : "SOL_IP");
        all.put("CMSG_TYPE_RECVERR", version6 ? "IPV6_RECVERR" : "IP_RECVERR");
        // by the key of the scripts' defaults, for their addresses and for none
        all.put("TFO_COOKIE", version6 ? "c1d1e9742a47a9bc" : "3021b9d889017eeb");
        all.put("TFO_COOKIE_ZERO", version6 ? "82af1a8f9a205c34" : "b7c12350a90dc8f5");
        all.putAll(symbols);
        return all;
    }
}
