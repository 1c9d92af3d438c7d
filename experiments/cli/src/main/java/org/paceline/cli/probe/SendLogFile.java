package org.paceline.cli.probe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.nic.wire.IpAddress;
import org.paceline.probe.capture.FlowTuple;
import org.paceline.probe.path.SendLog;
import org.paceline.probe.sweep.SweepTransport;

/**
 * A send log as a file: one JSON object, a packet a line as {@code [sequence, planned, written, payload bytes]}, both
 * times in nanoseconds after {@code start_ns} (docs/probe.md). Read as a stream; what breaks off gives what stands
 * before. Not thread-safe.
 */
public final class SendLogFile {
    static final String FORMAT = "paceline-send-log";
    private static final int SCHEMA = 1;
    private static final int COLUMNS = 4;

    private final Path file;
    private final Map<String, String> header = new HashMap<>();
    private @Nullable SendLog log;
    private String note = "";

    private SendLogFile(Path file) {
        this.file = file;
    }

    /** Whether a file may be one: a capture does not begin with a brace. */
    static boolean isOne(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int first = in.read();
            while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
                first = in.read();
            }
            return first == '{';
        }
    }

    /** @throws IOException when it cannot be written */
    public static void write(SendLog log, Path file) throws IOException {
        long startNs = log.packets() == 0 ? 0 : log.plannedNs(0);
        FlowTuple flow = log.flow();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"format\":\"" + FORMAT + "\",\"schema\":" + SCHEMA + ",\"run\":" + log.run());
            out.write(",\"transport\":\"" + (flow.isTcp() ? "tcp" : "udp") + "\"");
            out.write(",\"source\":\"" + flow.source() + "\",\"source_port\":" + flow.sourcePort());
            out.write(",\"destination\":\"" + flow.destination() + "\",\"destination_port\":" + flow.destinationPort());
            out.write(",\"start_ns\":" + startNs);
            out.write(",\"columns\":[\"sequence\",\"planned_ns\",\"written_ns\",\"payload_bytes\"],\"packets\":[");
            StringBuilder row = new StringBuilder();
            for (int packet = 0; packet < log.packets(); packet++) {
                row.setLength(0);
                row.append(packet == 0 ? "\n[" : ",\n[").append(log.sequence(packet));
                row.append(',').append(log.plannedNs(packet) - startNs);
                row.append(',').append(log.writtenNs(packet) - startNs);
                row.append(',').append(log.payloadBytes(packet)).append(']');
                out.append(row);
            }
            out.write("\n]}\n");
        }
    }

    /**
     * Reads one.
     *
     * @throws CommandFailure in one line when it is none, or holds no packet
     * @throws IOException when it cannot be read
     */
    public static SendLogFile read(Path file) throws IOException {
        SendLogFile read = new SendLogFile(file);
        try (JsonParser parser =
                new JsonFactory().createParser(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            read.readAll(parser);
        } catch (JsonProcessingException | IllegalArgumentException broken) {
            read.broken(broken);
        }
        if (read.log == null || read.log.packets() == 0) {
            throw new CommandFailure(file + " is no send log of paceline probe run --send-log: it holds no packets");
        }
        return read;
    }

    private void broken(Exception cause) {
        int packets = log == null ? 0 : log.packets();
        if (packets == 0) {
            String why = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            throw new CommandFailure(file + " is no send log of paceline probe run --send-log: " + why, cause);
        }
        note = "partial: read up to a break, behind packet " + packets;
    }

    private void readAll(JsonParser parser) throws IOException {
        require(parser.nextToken() == JsonToken.START_OBJECT, "no JSON object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("packets")) {
                require(value == JsonToken.START_ARRAY, "\"packets\" is no array");
                packets(parser);
            } else if (value.isScalarValue()) {
                header.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    private void packets(JsonParser parser) throws IOException {
        SendLog filling = new SendLog((int) number("run"), flow());
        log = filling;
        long startNs = number("start_ns");
        long[] row = new long[COLUMNS];
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            for (int column = 0; column < COLUMNS; column++) {
                require(parser.nextToken() == JsonToken.VALUE_NUMBER_INT, "a packet is four whole numbers");
                row[column] = parser.getLongValue();
            }
            require(parser.nextToken() == JsonToken.END_ARRAY, "a packet is four whole numbers");
            require(row[0] >= 0 && row[0] <= Integer.MAX_VALUE, "a sequence number is 0 to 2147483647");
            require(row[3] >= 0 && row[3] <= 65_535, "a payload has 0 to 65535 bytes");
            if (filling.packets() == SendLog.MOST_PACKETS) {
                note = "partial: the first " + SendLog.MOST_PACKETS + " packets only";
                return;
            }
            filling.add((int) row[0], startNs + row[1], startNs + row[2], (int) row[3]);
        }
        require(parser.currentToken() == JsonToken.END_ARRAY, "\"packets\" does not end");
    }

    private FlowTuple flow() {
        require(FORMAT.equals(header.get("format")), "its format is " + header.get("format"));
        require(number("schema") == SCHEMA, "its schema is " + header.get("schema") + ", " + SCHEMA + " is known");
        return new FlowTuple(
                transport().protocol(),
                IpAddress.parse(header.getOrDefault("source", "")),
                (int) number("source_port"),
                IpAddress.parse(header.getOrDefault("destination", "")),
                (int) number("destination_port"));
    }

    private SweepTransport transport() {
        return switch (header.getOrDefault("transport", "udp")) {
            case "udp" -> SweepTransport.UDP;
            case "tcp" -> SweepTransport.TCP;
            default -> throw new IllegalArgumentException("its transport is neither udp nor tcp");
        };
    }

    private long number(String name) {
        try {
            return Long.parseLong(header.getOrDefault(name, ""));
        } catch (NumberFormatException missing) {
            throw new IllegalArgumentException("\"" + name + "\" is missing or no whole number", missing);
        }
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    public SendLog log() {
        if (log == null) {
            throw new IllegalStateException("nothing was read");
        }
        return log;
    }

    /** What makes the result a partial one; empty when nothing does. */
    String note() {
        return note;
    }
}
