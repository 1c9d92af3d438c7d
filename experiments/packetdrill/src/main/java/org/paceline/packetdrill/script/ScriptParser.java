package org.paceline.packetdrill.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A whole script by recursive descent. */
public final class ScriptParser {
    private static final Pattern TIME = Pattern.compile("[+*]|\\.?\\d");
    private static final Pattern OPTION_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern OPTION_VALUE = Pattern.compile("\"[^\"]*\"|[^\\s`]*");
    private static final Pattern ERRNO = Pattern.compile("E[A-Z0-9]+\\b");
    private static final Pattern TERM = Pattern.compile("\\[\\s*(E[A-Z0-9]+)\\s*\\]");

    private static final Map<String, Integer> LEAST_ARGUMENTS = Map.ofEntries(
            Map.entry("socket", 2),
            Map.entry("bind", 2),
            Map.entry("listen", 2),
            Map.entry("accept", 1),
            Map.entry("connect", 2),
            Map.entry("shutdown", 2),
            Map.entry("close", 1),
            Map.entry("read", 3),
            Map.entry("readv", 2),
            Map.entry("recv", 3),
            Map.entry("recvfrom", 3),
            Map.entry("recvmsg", 2),
            Map.entry("write", 3),
            Map.entry("writev", 2),
            Map.entry("send", 3),
            Map.entry("sendto", 3),
            Map.entry("sendmsg", 2),
            Map.entry("getsockopt", 4),
            Map.entry("setsockopt", 4),
            Map.entry("fcntl", 2),
            Map.entry("ioctl", 2),
            Map.entry("poll", 3),
            Map.entry("epoll_ctl", 3),
            Map.entry("epoll_wait", 4),
            Map.entry("open", 1),
            Map.entry("pipe", 1),
            Map.entry("sendfile", 4),
            Map.entry("splice", 5));

    private final Cursor cursor;
    private final ValueParser values;
    private final PacketParser packets;

    private ScriptParser(Cursor cursor) {
        this.cursor = cursor;
        this.values = new ValueParser(cursor);
        this.packets = new PacketParser(cursor);
    }

    /**
     * Reads a script.
     *
     * @param symbols what {@code -D} defines: names with their values, which may be empty
     * @throws ScriptException when it is not in the language
     */
    public static Script parse(String file, String text, Map<String, String> symbols) {
        String unified = text.replace("\r\n", "\n");
        Cursor cursor = new Cursor(file, Conditional.apply(file, unified, symbols));
        return new ScriptParser(cursor).script(file);
    }

    private Script script(String file) {
        Map<String, String> options = new LinkedHashMap<>();
        List<Event> events = new ArrayList<>();
        while (!cursor.ended()) {
            if (cursor.take("--")) {
                option(options);
            } else {
                events.add(event());
            }
        }
        return new Script(file, options, events);
    }

    private void option(Map<String, String> options) {
        String name = cursor.take(OPTION_NAME, "an option's name");
        String value = cursor.take("=") ? cursor.take(OPTION_VALUE, "a value") : "";
        options.put(name.replace('-', '_'), value.replace("\"", ""));
    }

    private Event event() {
        int start = cursor.position();
        Location location = cursor.location();
        EventTime time = cursor.at(TIME) ? time() : EventTime.now();
        if (cursor.take("...")) {
            cursor.take("+");
            time = time.withCallEndNs(cursor.seconds());
        }
        Action action = action();
        return new Event(location, cursor.since(start).strip(), time, action);
    }

    private EventTime time() {
        if (cursor.take("*")) {
            return new EventTime(EventTime.Base.ANY, 0, 0, -1);
        }
        EventTime.Base base = cursor.take("+") ? EventTime.Base.PREVIOUS : EventTime.Base.SCRIPT;
        long startNs = cursor.seconds();
        long endNs = startNs;
        if (cursor.take("~")) {
            cursor.take("+");
            endNs = cursor.seconds();
        }
        if (endNs < startNs) {
            throw cursor.wrong("a range that ends after its beginning");
        }
        return new EventTime(base, startNs, endNs, -1);
    }

    private Action action() {
        if (cursor.take("<")) {
            return packets.packet(true);
        }
        if (cursor.take(">")) {
            return packets.packet(false);
        }
        if (cursor.take("`")) {
            return new Action.Shell(cursor.takeUntil("`").strip());
        }
        if (cursor.take("%{")) {
            return new Action.Code(cursor.takeUntil("}%"));
        }
        if (cursor.atWord()) {
            return call(cursor.word());
        }
        throw cursor.wrong("a packet, a call, `commands` or %{ code }%");
    }

    private Action.Call call(String name) {
        Location location = cursor.location();
        cursor.expect("(");
        List<Value> arguments = values.list(")");
        int least = LEAST_ARGUMENTS.getOrDefault(name, 0);
        if (arguments.size() < least) {
            throw new ScriptException(location, name + " takes " + least + " arguments, and not " + arguments.size());
        }
        cursor.expect("=");
        Value result = values.value();
        @Nullable String errno = null;
        if (cursor.at(ERRNO)) {
            errno = cursor.take(ERRNO, "an error");
        } else if (cursor.at(TERM)) {
            errno = cursor.take(TERM, "an error").replaceAll("[\\[\\]\\s]", "");
        }
        if (cursor.take("(")) {
            cursor.takeUntil(")");
        }
        return new Action.Call(name, arguments, result, errno);
    }
}
